"""Which sources are for hosts: they allocate, read files, ask the clock. All others are freestanding."""
import os
import re

# The file's first comment says so, or its header's, or, for all of a backend, its public header's.
FOR_HOSTS = re.compile(r"\A(?:#[^\n]*\n+)?/\*(?:(?!\*/).)*\bfor hosts\b", re.S | re.I)


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


def is_for_hosts(root, path):
    """'path' is tls/session.c, from the root."""
    return any(os.path.exists(os.path.join(root, name)) and FOR_HOSTS.match(read(root, name))
               for name in (path, path[:-2] + ".h", public_header(path)))


def public_header(path):
    """Of the backend that the file belongs to: tls/openssl/peercert_openssl.h."""
    folder = os.path.dirname(path)
    return "%s/peercert_%s.h" % (folder, os.path.basename(folder))


def backends(root):
    """Each folder in tls/ is a backend's."""
    return sorted(name for name in os.listdir(os.path.join(root, "tls")) if os.path.isdir(os.path.join(root, "tls", name)))
