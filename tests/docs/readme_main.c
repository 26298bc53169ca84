/*
 * Runs the README's example: connects to a port of this machine and trusts one certificate.
 *
 * usage: readme PORT HOST ANCHOR.der
 */
#include <peercert_bearssl.h>

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int show_peer(br_ssl_client_context *sc, br_x509_minimal_context *xc, br_sslio_context *io, const char *host);

static int low_read(void *fd, unsigned char *buf, size_t len)
{
        ssize_t n = read(*(int *)fd, buf, len);

        return n > 0 ? (int)n : -1;
}

static int low_write(void *fd, const unsigned char *buf, size_t len)
{
        ssize_t n = write(*(int *)fd, buf, len);

        return n > 0 ? (int)n : -1;
}

static int connect_to(int port)
{
        struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
        int fd = socket(AF_INET, SOCK_STREAM, 0);

        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
                perror("connect");
                exit(2);
        }
        return fd;
}

static struct pc_slice read_file(const char *path)
{
        static uint8_t der[8192];
        FILE *file = fopen(path, "rb");

        if (file == NULL) {
                perror(path);
                exit(2);
        }
        return (struct pc_slice){der, fread(der, 1, sizeof der, file)};
}

int main(int argc, char **argv)
{
        static br_ssl_client_context sc;
        static br_x509_minimal_context xc;
        static br_sslio_context io;
        static unsigned char buffer[BR_SSL_BUFSIZE_BIDI];
        br_x509_trust_anchor anchor;
        int fd;

        if (argc != 4 || pc_bearssl_trust_anchor(read_file(argv[3]), &anchor) != PC_OK) {
                return 2;
        }
        fd = connect_to(atoi(argv[1]));
        br_ssl_client_init_full(&sc, &xc, &anchor, 1);
        br_ssl_engine_set_buffer(&sc.eng, buffer, sizeof buffer, 1);
        br_sslio_init(&io, &sc.eng, low_read, &fd, low_write, &fd);
        return show_peer(&sc, &xc, &io, argv[2]) == 0 ? 0 : 1;
}
