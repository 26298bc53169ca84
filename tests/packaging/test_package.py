"""The archive for Arduino, ESP-IDF, PlatformIO and Zephyr: its manifests, and its examples, built for this machine with
stand-ins for the SDKs, and run.

usage: test_package.py ARCHIVE VERSION CERTIFICATE
"""
import configparser
import glob
import json
import os
import re
import shutil
import ssl
import sys
import tempfile
import zipfile

from support import HERE, must
from tap import Tap

ARCHIVE, VERSION, CERTIFICATE = sys.argv[1:]
STAND_IN = os.path.join(HERE, "stand_in")
SEMVER = r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?"

# The Arduino library specification's: name -> what a value looks like.
ARDUINO = {"name": r"[A-Za-z][\w .-]{0,62}", "version": SEMVER, "author": r".+", "maintainer": r".+", "sentence": r".+\.",
           "paragraph": r".+", "category": "Communication", "url": r"(https?://\S+)?", "architectures": r"\*|\w+(,\w+)*",
           "includes": r"\S+\.h"}
# PlatformIO's library.json.
PLATFORMIO = {"name": r"[a-z0-9][a-z0-9-]{0,49}", "version": SEMVER, "description": r".{1,255}", "license": "MIT",
              "headers": r"\S+\.h", "frameworks": r"\*", "platforms": r"\*"}
PLATFORMIO_LISTS = {"keywords", "authors", "build", "examples"}
# ESP-IDF's idf_component.yml, and Zephyr's module.yml.
ESP_IDF = {"version": SEMVER, "description": r".+", "license": "MIT"}
ESP_IDF_LISTS = {"dependencies", "examples"}


def yaml_data(path):
    """By PyYAML, of this Python or of the system's."""
    read = "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))"
    try:
        return json.loads(must(sys.executable, "-c", read, path))
    except RuntimeError:
        return json.loads(must("/usr/bin/python3", "-c", read, path))


def text(path):
    with open(path, encoding="ascii") as file:
        return file.read()


def check_fields(tap, name, found, rules, others=frozenset()):
    strings = {key: value for key, value in found.items() if key not in others}
    wrong = ["%s: %r" % (key, value) for key, value in strings.items() if not re.fullmatch(rules.get(key, "(?!)"), value)]
    tap.check(set(found) == set(rules) | set(others) and not wrong, name + " has the fields of its format", found, *wrong)
    tap.check(found["version"] == VERSION, name + " has the version", found["version"])


def check_manifests(tap, top):
    properties = dict(line.split("=", 1) for line in text(os.path.join(top, "library.properties")).splitlines())
    check_fields(tap, "library.properties", properties, ARDUINO)
    library = json.loads(text(os.path.join(top, "library.json")))
    check_fields(tap, "library.json", library, PLATFORMIO, PLATFORMIO_LISTS)
    component = yaml_data(os.path.join(top, "idf_component.yml"))
    check_fields(tap, "idf_component.yml", component, ESP_IDF, ESP_IDF_LISTS)
    named = [os.path.join("src", name) for name in (properties["includes"], library["headers"])]
    named += [os.path.join(example["base"], name) for example in library["examples"] for name in example["files"]]
    named += [example["path"] for example in component["examples"]] + list(library["build"].values())
    module = yaml_data(os.path.join(top, "zephyr/module.yml"))
    named += [os.path.join(module["build"]["cmake"], "CMakeLists.txt"), module["build"]["kconfig"]]
    lost = [name for name in named if not os.path.exists(os.path.join(top, name))]
    tap.check(not lost, "the files that the manifests name exist", *lost)
    names = {properties["name"], library["name"], module["name"]}
    tap.check(names == {"peercert"}, "the manifests have one name", *names)
    said = {re.search(r"^ \* peercert (\S+):", text(path), re.M)[1] for path in glob.glob(os.path.join(top, "src/*"))}
    tap.check(said == {VERSION}, "every file in src/ tells the version", *said)
    tap.check(VERSION in text(os.path.join(top, "CHANGELOG.md")), "the change log knows the version")


def check_kconfig(tap, top):
    """Its options are those that the CMake file asks for, and the choice is closed."""
    kconfig = text(os.path.join(top, "zephyr/Kconfig"))
    defined = set(re.findall(r"^config (\w+)$", kconfig, re.M))
    asked = set(re.findall(r"CONFIG_(\w+)", text(os.path.join(top, "zephyr/CMakeLists.txt"))))
    asked |= {name for name in re.findall(r"^CONFIG_(PEERCERT\w*)=", text(os.path.join(top, "examples/zephyr/prj.conf")), re.M)}
    tap.check(asked and asked <= defined, "Kconfig has the options that are asked for", asked - defined)
    begun = [re.findall(r"^%s\b" % word, kconfig, re.M) for word in ("if", "endif", "choice", "endchoice")]
    tap.check(len(begun[0]) == len(begun[1]) == 1 and len(begun[2]) == len(begun[3]) == 1, "Kconfig's blocks are closed", begun)


def arduino(top, scratch):
    """Compiled as C++, with declarations of its own in front, as the Arduino IDE does."""
    folder = os.path.join(STAND_IN, "arduino")
    cxx = shutil.which("g++") or shutil.which("clang++")
    options = ["-std=c++11", "-Wall", "-Wextra", "-Werror", "-fno-exceptions", "-fno-rtti", "-I" + folder,
               "-I" + os.path.join(top, "src"), "-include", "Arduino.h", "-c"]
    objects = [os.path.join(scratch, name + ".o") for name in ("sketch", "start", "peercert")]
    must(cxx, *options, "-x", "c++", os.path.join(top, "examples/Decode/Decode.ino"), "-o", objects[0])
    must(cxx, *options, os.path.join(folder, "main.cc"), "-o", objects[1])
    must("cc", "-std=c99", "-c", os.path.join(top, "src/peercert.c"), "-o", objects[2])
    must("cc", *objects, "-o", os.path.join(scratch, "sketch"))
    return must(os.path.join(scratch, "sketch"))


def by_cmake(example, program, scratch, **variables):
    build = os.path.join(scratch, os.path.basename(example))
    must("cmake", "-S", example, "-B", build, "-G", "Ninja", env=dict(os.environ, **variables))
    must("cmake", "--build", build)
    return must(os.path.join(build, program))


def esp_idf(top, scratch):
    return by_cmake(os.path.join(top, "examples/esp_idf"), "example", scratch, IDF_PATH=os.path.join(STAND_IN, "esp_idf"))


def zephyr(top, scratch):
    return by_cmake(os.path.join(top, "examples/zephyr"), "app", scratch, ZEPHYR_BASE=os.path.join(STAND_IN, "zephyr"))


def platformio(top, scratch):
    """What 'pio run' is told: its sections and the sources' folder; and the program by the compiler alone."""
    config = configparser.ConfigParser()
    config.read(os.path.join(top, "examples/platformio/platformio.ini"))
    if config.sections() != ["env:native"] or config["env:native"]["lib_deps"] != "symlink://../..":
        raise RuntimeError("platformio.ini: %s" % config.sections())
    program = os.path.join(scratch, "platformio")
    must("cc", "-std=c99", "-I" + os.path.join(top, "src"), os.path.join(top, "examples/platformio/src/main.c"),
         os.path.join(top, "src/peercert.c"), "-o", program)
    return must(program)


def main():
    tap = Tap()
    wanted = json.loads(json.dumps(ssl._ssl._test_decode_cert(CERTIFICATE)))  # pylint: disable=protected-access
    with tempfile.TemporaryDirectory() as scratch:
        with zipfile.ZipFile(ARCHIVE) as archive:
            archive.extractall(scratch)
        top = os.path.join(scratch, "peercert")
        check_manifests(tap, top)
        check_kconfig(tap, top)
        for example in arduino, esp_idf, zephyr, platformio:
            name = "the example for %s prints what Python says" % example.__name__
            try:
                said = example(top, scratch)
                tap.check(json.loads(said) == wanted, name, said)
            except RuntimeError as error:
                tap.check(False, name, error)
    tap.finish()


main()
