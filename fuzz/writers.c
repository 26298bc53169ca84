/*
 * Any octets as a certificate, and what the writers make of it, read by Python: the literal is one of ASCII, the JSON is
 * JSON, and both hold the same; each is byte for byte what Python would print of what it has read.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "fuzz.h"

/* Python keeps what it has allocated; the writers allocate nothing. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
        return "detect_leaks=0";
}

static const char judge[] =
        "import ast, json, sys\n"
        "sys.set_int_max_str_digits(0)\n"
        "def plain(value):\n"
        "    if isinstance(value, (list, tuple)):\n"
        "        return [plain(item) for item in value]\n"
        "    return value.hex() if isinstance(value, bytes) else value\n"
        "def check(python, text):\n"
        "    read = ast.literal_eval(python.decode('ascii'))\n"
        "    assert ascii(read).encode() == python, 'the literal is not how Python spells it'\n"
        "    answer = json.loads(text.decode('ascii'))\n"
        "    assert json.dumps(answer).encode() == text, 'the JSON is not how Python spells it'\n"
        "    assert list(read) == list(answer), 'other keys'\n"
        "    assert {key: plain(value) for key, value in read.items()} == answer, 'other values'\n";

struct output {
        size_t len;
        char data[1 << 20];
};

static int collect(void *ctx, const void *data, size_t len)
{
        struct output *out = ctx;

        PROPERTY(len <= sizeof out->data - out->len);
        memcpy(out->data + out->len, data, len);
        out->len += len;
        return 0;
}

static PyObject *load_judge(void)
{
        PyObject *globals;

        Py_InitializeEx(0);
        PROPERTY(PyRun_SimpleString(judge) == 0);
        globals = PyModule_GetDict(PyImport_AddModule("__main__"));
        return PyDict_GetItemString(globals, "check");
}

static void check(const struct output *python, const struct output *json)
{
        static PyObject *judgement;
        PyObject *result;

        if (judgement == NULL) {
                judgement = load_judge();
        }
        result = PyObject_CallFunction(judgement, "y#y#", python->data, (Py_ssize_t)python->len, json->data,
                                       (Py_ssize_t)json->len);
        if (result == NULL) {
                PyErr_Print();
                fprintf(stderr, "%.*s\n%.*s\n", (int)python->len, python->data, (int)json->len, json->data);
        }
        PROPERTY(result != NULL);
        Py_DECREF(result);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        static struct output python;
        static struct output json;
        struct pc_certificate cert;
        uint8_t *copy = exact_copy(data, size);

        if (pc_decode((struct pc_slice){copy, size}, &cert, NULL) == PC_OK) {
                python.len = json.len = 0;
                PROPERTY(pc_write_python(&cert, collect, &python) == PC_OK);
                PROPERTY(pc_write_json(&cert, collect, &json) == PC_OK);
                check(&python, &json);
        }
        free(copy);
        return 0;
}
