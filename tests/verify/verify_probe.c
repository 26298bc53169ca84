/*
 * Asks what a verifier asks of one certificate. Each line of standard input is a question, fields separated by tabs:
 * the DER in hexadecimal, and
 *
 *     host      FLAGS   NAME
 *     purpose   0 for a TLS server, 1 for a TLS client
 *     validity  SECONDS since 1970
 *     address   TEXT (the DER is ignored)
 *     hash      nothing: which one it was signed with
 *
 * The answer is one line: the result's number; for an address, its octets in hexadecimal or "-"; for a hash, its name or
 * "-".
 */
#include <peercert.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_SIZE 65536

static size_t read_hex(const char *hex, uint8_t *out)
{
        size_t len = 0;
        unsigned octet;

        while (sscanf(hex + 2 * len, "%2x", &octet) == 1) {
                out[len++] = (uint8_t)octet;
        }
        return len;
}

static void print_address(const char *text)
{
        uint8_t octets[16];
        size_t len;
        size_t i;

        if (pc_ip_address_read(text, octets, &len) != PC_OK) {
                printf("-\n");
                return;
        }
        for (i = 0; i < len; i++) {
                printf("%02x", octets[i]);
        }
        printf("\n");
}

static void print_hash(const struct pc_certificate *cert)
{
        static const char *const names[] = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"};
        enum pc_hash hash;

        printf("%s\n", pc_signature_hash(cert, &hash) == PC_OK ? names[hash] : "-");
}

static enum pc_result ask(const struct pc_certificate *cert, const char *what, char *rest)
{
        char *name;

        if (strcmp(what, "host") == 0) {
                name = strchr(rest, '\t');
                return name == NULL ? PC_NONE : pc_host_check(cert, name + 1, (unsigned)strtoul(rest, NULL, 10));
        }
        if (strcmp(what, "purpose") == 0) {
                return pc_purpose_check(cert, atoi(rest) == 0 ? PC_PURPOSE_TLS_SERVER : PC_PURPOSE_TLS_CLIENT);
        }
        return strcmp(what, "validity") == 0 ? pc_validity_check(cert, atoll(rest)) : PC_NONE;
}

static int answer(char *line)
{
        static uint8_t der[LINE_SIZE / 2];
        struct pc_certificate cert;
        struct pc_slice octets = {der, 0};
        char *what = strchr(line, '\t');
        char *rest = what == NULL ? NULL : strchr(what + 1, '\t');

        if (rest == NULL) {
                return -1;
        }
        *what++ = '\0';
        *rest++ = '\0';
        if (strcmp(what, "address") == 0) {
                print_address(rest);
                return 0;
        }
        octets.len = read_hex(line, der);
        if (pc_certificate_parse(&cert, octets, NULL) != PC_OK) {
                return -1;
        }
        if (strcmp(what, "hash") == 0) {
                print_hash(&cert);
                return 0;
        }
        printf("%d\n", ask(&cert, what, rest));
        return 0;
}

int main(void)
{
        static char line[LINE_SIZE];

        while (fgets(line, sizeof line, stdin) != NULL) {
                line[strcspn(line, "\n")] = '\0';
                if (answer(line) != 0) {
                        fprintf(stderr, "verify_probe: not a question: %.80s\n", line);
                        return 1;
                }
        }
        return 0;
}
