#include "setup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tls/file.h"

static bool loaded(enum pc_result result, const char *path)
{
        if (result != PC_OK) {
                fprintf(stderr, "session_probe: %s: %s\n", path, pc_strerror(result));
        }
        return result == PC_OK;
}

static bool load_trust(struct pc_trust_store **trust, const char *path)
{
        return path == NULL || (loaded(pc_trust_store_new(trust), "trust store") &&
                                loaded(pc_trust_store_add_file(*trust, path, NULL), path));
}

static bool load_files(struct setup *setup, const struct options *options)
{
        if (!load_trust(&setup->trust, options->cafile)) {
                return false;
        }
        if (options->cert != NULL &&
            !loaded(pc_credentials_load(&setup->own, options->cert, options->key, NULL), options->cert)) {
                return false;
        }
        return options->resume == NULL ||
               loaded(pc_file_read(options->resume, &setup->resume), options->resume);
}

bool setup_load(struct setup *setup, const struct options *options)
{
        memset(setup, 0, sizeof *setup);
        setup->chain = malloc((size_t)options->chain_size);
        if (setup->chain == NULL || !load_files(setup, options)) {
                return false;
        }
        if (options->cache && !loaded(pc_session_cache_new(&setup->cache, 16), "cache")) {
                return false;
        }
        setup->config.role = (enum pc_role)options->role;
        setup->config.verify = (enum pc_verify_mode)options->verify;
        setup->config.server_name = options->servername;
        setup->config.no_name_check = options->no_name_check;
        setup->config.trust = setup->trust;
        setup->config.chain = setup->chain;
        setup->config.chain_size = (size_t)options->chain_size;
        setup->config.own = setup->own;
        setup->config.no_ca_names = options->no_ca_names;
        setup->config.protocol_max = options->protocol_max;
        setup->config.resume = setup->resume;
        setup->config.cache = setup->cache;
        return true;
}

bool setup_change(struct setup *setup, const struct options *options)
{
        if (options->then_verify >= 0) {
                setup->config.verify = (enum pc_verify_mode)options->then_verify;
        }
        if (options->then_cafile != NULL) {
                pc_trust_store_free(setup->trust);
                setup->trust = NULL;
        }
        if (!load_trust(&setup->trust, options->then_cafile)) {
                return false;
        }
        setup->config.trust = setup->trust;
        return true;
}

void setup_free(struct setup *setup)
{
        pc_trust_store_free(setup->trust);
        pc_credentials_free(setup->own);
        pc_session_cache_free(setup->cache);
        free(setup->chain);
        free((void *)(uintptr_t)setup->resume.data);
}

struct options setup_other(const struct options *options)
{
        struct options other = *options;

        other.backend = options->other;
        other.role = options->role == PC_ROLE_CLIENT ? PC_ROLE_SERVER : PC_ROLE_CLIENT;
        other.verify = options->other_verify;
        other.cafile = options->other_cafile;
        other.cert = options->other_cert;
        other.key = options->other_key;
        other.resume = NULL;
        return other;
}
