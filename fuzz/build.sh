#!/bin/bash -eu
# Builds the targets of the decoder as OSS-Fuzz and its like call for it, by the environment: CC and CFLAGS with
# sanitizers and coverage, LIB_FUZZING_ENGINE, and OUT, which gets for each target the program, its seeds and the
# dictionary. Needs Meson, Ninja, Python and zip; no TLS library.
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

meson setup "$work" -Dfuzz=true -Dfuzzing_engine="${LIB_FUZZING_ENGINE:--fsanitize=fuzzer}" -Dbearssl=disabled \
        -Dopenssl=disabled -Dmbedtls=disabled -Dcli=false -Dtests=false -Ddefault_library=static -Db_lundef=false
for target in certificate der extension facade host name pem values; do
        ninja -C "$work" "fuzz/fuzz_$target"
        cp "$work/fuzz/fuzz_$target" "$OUT/"
        cp fuzz/der.dict "$OUT/fuzz_$target.dict"
        python3 fuzz/make_seeds.py "$target" tests/vectors.jsonl "$work/seeds/$target"
        zip -q -j "$OUT/fuzz_${target}_seed_corpus.zip" "$work/seeds/$target"/*
done
