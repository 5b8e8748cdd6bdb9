/*
 * The loops of reading a PDF page that call pdfium for every character and every point, compiled.
 *
 * What they do is said and done in Python as well (pdfium_chars.py, pdfium_shapes.py), which is used where this module could not be
 * built; tests/ingest/readers/test_sweep.py holds both to the same results on every file. Nothing here knows pdfium's headers or links
 * to it: pypdfium2 carries the library, and bind() is given the addresses of its functions.
 *
 * The names are those of the Python side. All numbers are points; arithmetic is in double precision, in the order of the Python code.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

#define FORM 3 /* of what this module takes and gives; the Python side asks for the form that it knows */

typedef struct { float left, top, right, bottom; } Rect;
typedef struct { float a, b, c, d, e, f; } Matrix;

/* pdfium's functions, with every handle as a plain pointer. */
static struct {
    void *(*text_object)(void *, int);
    int (*loose_box)(void *, int, Rect *);
    int (*char_box)(void *, int, double *, double *, double *, double *);
    int (*origin)(void *, int, double *, double *);
    double (*font_size)(void *, int);
    int (*run_matrix)(void *, int, Matrix *);
    void *(*font)(void *);
    int (*font_descent)(void *, float, float *);
    int (*generated)(void *, int);
    int (*count_objects)(void *);
    void *(*object)(void *, int);
    int (*type)(void *);
    int (*segment_count)(void *);
    void *(*segment)(void *, int);
    int (*segment_type)(void *);
    int (*segment_point)(void *, float *, float *);
    int (*segment_closes)(void *);
    int (*object_matrix)(void *, Matrix *);
} pdfium;
#define FUNCTIONS (sizeof pdfium / sizeof(void *))
static int bound = 0;

enum { TEXT_OBJECT = 1, MOVE_TO = 2, BEZIER_TO = 1 };

/* The keys of a character, as page_objects.char() writes them. */
static PyObject *key_text, *key_x0, *key_x1, *key_top, *key_bottom, *key_doctop, *key_width, *key_height, *key_upright, *key_lefts, *key_rights, *key_base;

static PyObject *bind(PyObject *self, PyObject *addresses)
{
    void *found[FUNCTIONS];
    if (!PyTuple_Check(addresses) || PyTuple_Size(addresses) != (Py_ssize_t)FUNCTIONS) {
        PyErr_Format(PyExc_TypeError, "a tuple of %d addresses is needed", (int)FUNCTIONS);
        return NULL;
    }
    for (size_t at = 0; at < FUNCTIONS; at++) {
        found[at] = PyLong_AsVoidPtr(PyTuple_GetItem(addresses, (Py_ssize_t)at));
        if (!found[at]) {
            if (!PyErr_Occurred()) PyErr_SetString(PyExc_ValueError, "an address is 0");
            return NULL;
        }
    }
    memcpy(&pdfium, found, sizeof pdfium);
    bound = 1;
    Py_RETURN_NONE;
}

static int put(PyObject *dict, PyObject *key, double value)
{
    PyObject *number = PyFloat_FromDouble(value);
    int failed = !number || PyDict_SetItem(dict, key, number) < 0;
    Py_XDECREF(number);
    return failed ? -1 : 0;
}

/* page_objects.char() with its base line: level text, so always upright. */
static PyObject *character(PyObject *text, double x0, double top, double x1, double bottom, double base)
{
    PyObject *one = PyDict_New();
    if (!one) return NULL;
    if (PyDict_SetItem(one, key_text, text) < 0 || put(one, key_x0, x0) < 0 || put(one, key_x1, x1) < 0 || put(one, key_top, top) < 0 ||
        put(one, key_bottom, bottom) < 0 || put(one, key_doctop, top) < 0 || put(one, key_width, x1 - x0) < 0 ||
        put(one, key_height, bottom - top) < 0 || PyDict_SetItem(one, key_upright, Py_True) < 0 ||
        put(one, key_base, base) < 0) {
        Py_DECREF(one);
        return NULL;
    }
    return one;
}

/* The letters at hand: indices into the texts and sides of a run that has begun at `first`. */
typedef struct {
    Py_ssize_t count;
    Py_ssize_t *indices;
    double *lefts, *rights;
    double top, bottom, base;
} Letters;

static PyObject *numbers(const double *values, Py_ssize_t count)
{
    PyObject *list = PyList_New(count);
    for (Py_ssize_t at = 0; list && at < count; at++) {
        PyObject *number = PyFloat_FromDouble(values[at]);
        if (!number || PyList_SetItem(list, at, number) < 0) Py_CLEAR(list);
    }
    return list;
}

/* Ends the run at hand: it is put among those found, a single letter as a character. */
static int close_run(Letters *letters, PyObject *texts, PyObject *nothing, PyObject *found)
{
    Py_ssize_t count = letters->count;
    PyObject *text = NULL, *one = NULL, *lefts = NULL, *rights = NULL, *parts = NULL;
    int failed = 1;
    letters->count = 0;
    if (!count) return 0;
    if (count == 1) {
        text = PyList_GetItem(texts, letters->indices[0]);
        Py_XINCREF(text);
    } else {
        parts = PyList_New(count);
        for (Py_ssize_t at = 0; parts && at < count; at++) {
            PyObject *letter = PyList_GetItem(texts, letters->indices[at]);
            Py_XINCREF(letter);
            if (!letter || PyList_SetItem(parts, at, letter) < 0) goto done;
        }
        text = parts ? PyUnicode_Join(nothing, parts) : NULL;
    }
    one = text ? character(text, letters->lefts[0], letters->top, letters->rights[count - 1], letters->bottom, letters->base) : NULL;
    if (!one) goto done;
    if (count > 1) {
        lefts = numbers(letters->lefts, count);
        rights = numbers(letters->rights, count);
        if (!lefts || !rights || PyDict_SetItem(one, key_lefts, lefts) < 0 || PyDict_SetItem(one, key_rights, rights) < 0) goto done;
    }
    failed = PyList_Append(found, one) < 0;
done:
    Py_XDECREF(text);
    Py_XDECREF(one);
    Py_XDECREF(lefts);
    Py_XDECREF(rights);
    Py_XDECREF(parts);
    return failed ? -1 : 0;
}

/* Fonts of a page: whether they write downwards, and how far they reach under the base line, in font sizes. */
typedef struct { void *font; double descent; int vertical; } Font; /* vertical: -1 while it is not known */
#define MOST_FONTS 64

static Font *font_of(Font *fonts, int *count, void *handle)
{
    float low = 0;
    for (int at = 0; at < *count; at++)
        if (fonts[at].font == handle) return &fonts[at];
    if (*count == MOST_FONTS) *count = 0; /* what is forgotten is asked again */
    Font *one = &fonts[(*count)++];
    one->font = handle;
    one->vertical = -1;
    one->descent = handle && pdfium.font_descent(handle, 1000.0f, &low) && low < 0 ? (double)low / 1000 : 0.0;
    return one;
}

static int is_vertical(Font *font, void *page, int index, void *handle)
{
    double x = 0, here = 0, next = 0;
    if (font->vertical < 0) {
        if (pdfium.text_object(page, index + 1) != handle) return 0;
        pdfium.origin(page, index, &x, &here);
        pdfium.origin(page, index + 1, &x, &next);
        font->vertical = (here > next ? here - next : next - here) > 0.01;
    }
    return font->vertical;
}

PyDoc_STRVAR(characters_doc,
"characters(text_page, texts, left, high, level, alone, invented, close, ideographs, turned) -> (found, seen)\n\n"
"The runs of a page in the order of its content, and the addresses of the text objects they come from. texts: one string an index;\n"
"left, high: what is added to x and from which y is taken; level: whether the page itself is upright; turned(index, text, object):\n"
"the character of text that is not level, or None.");

static PyObject *characters(PyObject *self, PyObject *args)
{
    unsigned long long address;
    PyObject *texts, *alone, *invented, *turned;
    double left, high, close;
    int level, ideographs;
    if (!PyArg_ParseTuple(args, "KO!ddpOOdiO", &address, &PyList_Type, &texts, &left, &high, &level, &alone, &invented, &close, &ideographs, &turned))
        return NULL;
    if (!bound) {
        PyErr_SetString(PyExc_RuntimeError, "bind() first");
        return NULL;
    }
    void *page = (void *)(uintptr_t)address, *current = NULL;
    Py_ssize_t count = PyList_Size(texts);
    PyObject *found = PyList_New(0), *seen = PySet_New(NULL), *nothing = PyUnicode_FromString(""), *result = NULL;
    Letters letters = {0, PyMem_Malloc((count + 1) * sizeof(Py_ssize_t)), PyMem_Malloc((count + 1) * sizeof(double)),
                       PyMem_Malloc((count + 1) * sizeof(double)), 0.0, 0.0, 0.0};
    Font fonts[MOST_FONTS];
    int font_count = 0, is_level = 0;
    double top = 0, bottom = 0, base = 0, square = 0, last_left = 0, last_right = 0;
    if (!found || !seen || !nothing || !letters.indices || !letters.lefts || !letters.rights) {
        if (!PyErr_Occurred()) PyErr_NoMemory();
        goto done;
    }
    for (Py_ssize_t index = 0; index < count; index++) {
        PyObject *text = PyList_GetItem(texts, index); /* borrowed */
        void *handle = pdfium.text_object(page, (int)index);
        if (!text) goto done;
        Py_ssize_t size = PyUnicode_GetLength(text);
        if (size < 0) goto done;
        if (!handle || !size) continue;
        Py_UCS4 letter = PyUnicode_ReadChar(text, 0);
        if (letter <= 0x20) {
            int made = PySet_Contains(invented, text);
            if (made < 0) goto done;
            if (made && pdfium.generated(page, (int)index) == 1) continue;
        }
        if (handle != current) {
            PyObject *number = PyLong_FromVoidPtr(handle);
            int failed = !number || PySet_Add(seen, number) < 0;
            Py_XDECREF(number);
            if (failed) goto done;
            current = handle;
            double points = pdfium.font_size(page, (int)index);
            Matrix m = {0, 0, 0, 0, 0, 0};
            pdfium.run_matrix(page, (int)index, &m);
            Font *font = font_of(fonts, &font_count, pdfium.font(handle));
            double a = m.a, d = m.d;
            is_level = level && m.b == 0 && m.c == 0 && a > 0 && d > 0 && points > 0 && !is_vertical(font, page, (int)index, handle);
            if (is_level) {
                volatile double low = font->descent * points, rise = low * d, tall = points * d; /* volatile: never fused, as in Python */
                base = high - (double)m.f;
                bottom = base - rise;
                top = bottom - tall;
                square = points * a;
                if (top != letters.top || bottom != letters.bottom)
                    if (close_run(&letters, texts, nothing, found) < 0) goto done;
            }
        }
        if (!is_level) {
            if (close_run(&letters, texts, nothing, found) < 0) goto done;
            PyObject *one = PyObject_CallFunction(turned, "iOK", (int)index, text, (unsigned long long)(uintptr_t)handle);
            int failed = !one || (one != Py_None && PyList_Append(found, one) < 0);
            Py_XDECREF(one);
            if (failed) goto done;
            continue;
        }
        Rect box = {0, 0, 0, 0};
        pdfium.loose_box(page, (int)index, &box);
        double x0 = (double)box.left + left, x1 = (double)box.right + left;
        if (letter >= (Py_UCS4)ideographs) {
            double off = x1 - x0 - square;
            if ((off < 0 ? -off : off) > square * 0.01) {
                double l = 0, r = 0, b = 0, t = 0, y = 0;
                pdfium.char_box(page, (int)index, &l, &r, &b, &t);
                l -= (double)box.left;
                r -= (double)box.right;
                if ((l < 0 ? -l : l) < 0.01 && (r < 0 ? -r : r) < 0.01) { /* replaced: pdfium does not know its advance */
                    pdfium.origin(page, (int)index, &x0, &y);
                    x0 += left;
                    x1 = x0 + square;
                }
            }
        }
        int single = PySet_Contains(alone, text);
        if (single < 0) goto done;
        if (single) {
            if (close_run(&letters, texts, nothing, found) < 0) goto done;
            PyObject *one = character(text, x0, top, x1, bottom, base);
            int failed = !one || PyList_Append(found, one) < 0;
            Py_XDECREF(one);
            if (failed) goto done;
        } else {
            if (letters.count && !(last_left <= x0 && x0 <= last_right + close && x1 >= last_right))
                if (close_run(&letters, texts, nothing, found) < 0) goto done;
            if (!letters.count) {
                letters.top = top;
                letters.bottom = bottom;
                letters.base = base;
            }
            letters.indices[letters.count] = index;
            letters.lefts[letters.count] = x0;
            letters.rights[letters.count++] = x1;
        }
        last_left = x0;
        last_right = x1;
    }
    if (close_run(&letters, texts, nothing, found) < 0) goto done;
    result = PyTuple_Pack(2, found, seen);
done:
    PyMem_Free(letters.indices);
    PyMem_Free(letters.lefts);
    PyMem_Free(letters.rights);
    Py_XDECREF(found);
    Py_XDECREF(seen);
    Py_XDECREF(nothing);
    return result;
}

PyDoc_STRVAR(objects_doc, "objects(page) -> (texts, others)\n\nAddresses of the text objects of a page, and (address, type) of all others, in turn.");

static PyObject *objects(PyObject *self, PyObject *page_address)
{
    void *page = PyLong_AsVoidPtr(page_address);
    if (!page || !bound) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_RuntimeError, "a page is needed, and bind() first");
        return NULL;
    }
    PyObject *texts = PyList_New(0), *others = PyList_New(0), *result = NULL;
    int count = texts && others ? pdfium.count_objects(page) : -1;
    if (!texts || !others) goto done;
    for (int index = 0; index < count; index++) {
        void *handle = pdfium.object(page, index);
        int type = handle ? pdfium.type(handle) : 0;
        PyObject *one = type == TEXT_OBJECT ? PyLong_FromVoidPtr(handle)
                                            : Py_BuildValue("(Ki)", (unsigned long long)(uintptr_t)handle, type);
        int failed = !one || PyList_Append(type == TEXT_OBJECT ? texts : others, one) < 0;
        Py_XDECREF(one);
        if (failed) goto done;
    }
    result = PyTuple_Pack(2, texts, others);
done:
    Py_XDECREF(texts);
    Py_XDECREF(others);
    return result;
}

/* Puts a subpath among those found, without a last point that only repeats the first of a closed path. Empties the points. */
static int close_subpath(PyObject *found, PyObject **points, int straight, int closed)
{
    Py_ssize_t count = PyList_Size(*points);
    int failed = 0;
    if (count > 1) {
        if (closed && count > 3) {
            int same = PyObject_RichCompareBool(PyList_GetItem(*points, count - 1), PyList_GetItem(*points, 0), Py_EQ);
            failed = same < 0 || (same && PyList_SetSlice(*points, count - 1, count, NULL) < 0);
        }
        PyObject *one = failed ? NULL : Py_BuildValue("(OOO)", *points, straight ? Py_True : Py_False, closed ? Py_True : Py_False);
        failed = !one || PyList_Append(found, one) < 0;
        Py_XDECREF(one);
    }
    Py_DECREF(*points);
    *points = failed ? NULL : PyList_New(0);
    return *points ? 0 : -1;
}

PyDoc_STRVAR(subpaths_doc,
"subpaths(path, outer) -> [(points, straight, closed), …]\n\n"
"The points of each subpath on the visible page, whether all its parts are straight, and whether it is closed. outer is the matrix of\n"
"what the path lies in.");

/* matrix.times() with the matrix of an object. Products are volatile: never fused with the sum, as in Python. */
static void to_page(void *handle, const double *outer, double *whole)
{
    Matrix m = {0, 0, 0, 0, 0, 0};
    pdfium.object_matrix(handle, &m);
    double own[6] = {m.a, m.b, m.c, m.d, m.e, m.f};
    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 2; column++) {
            volatile double first = own[2 * row] * outer[column], second = own[2 * row + 1] * outer[2 + column];
            double sum = first + second;
            whole[2 * row + column] = row == 2 ? sum + outer[4 + column] : sum;
        }
}

static PyObject *subpaths(PyObject *self, PyObject *args)
{
    unsigned long long address;
    double outer[6], whole[6];
    if (!PyArg_ParseTuple(args, "K(dddddd)", &address, outer, outer + 1, outer + 2, outer + 3, outer + 4, outer + 5)) return NULL;
    void *path = (void *)(uintptr_t)address;
    if (!path || !bound) {
        PyErr_SetString(PyExc_RuntimeError, "a path is needed, and bind() first");
        return NULL;
    }
    to_page(path, outer, whole);
    PyObject *found = PyList_New(0), *points = PyList_New(0);
    int straight = 1, closed = 0, controls = 0, count = pdfium.segment_count(path), failed = !found || !points;
    for (int index = 0; index < count && !failed; index++) {
        void *segment = pdfium.segment(path, index);
        int type = segment ? pdfium.segment_type(segment) : -1;
        if (type == MOVE_TO) {
            failed = close_subpath(found, &points, straight, closed) < 0;
            straight = 1;
            closed = controls = 0;
        } else if (type == BEZIER_TO) {
            straight = 0;
            if (++controls % 3) continue; /* two control points, then the end of the curve */
        }
        if (failed) break;
        float own_x = 0, own_y = 0;
        if (segment) pdfium.segment_point(segment, &own_x, &own_y);
        volatile double ax = whole[0] * own_x, cy = whole[2] * own_y, bx = whole[1] * own_x, dy = whole[3] * own_y; /* as above */
        PyObject *point = Py_BuildValue("(dd)", ax + cy + whole[4], bx + dy + whole[5]);
        failed = !point || PyList_Append(points, point) < 0;
        Py_XDECREF(point);
        closed = closed || (segment && pdfium.segment_closes(segment) == 1);
    }
    if (!failed) failed = close_subpath(found, &points, straight, closed) < 0;
    Py_XDECREF(points);
    if (failed) Py_CLEAR(found);
    return found;
}

static PyMethodDef methods[] = {
    {"bind", bind, METH_O, "bind(addresses)\n\nThe addresses of pdfium's functions, in the order of the struct at the top of sweep.c."},
    {"characters", characters, METH_VARARGS, characters_doc},
    {"objects", objects, METH_O, objects_doc},
    {"subpaths", subpaths, METH_VARARGS, subpaths_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "zhijian_sweep", "The loops over the characters and points of a PDF page, compiled.", -1, methods,
                                    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_zhijian_sweep(void)
{
    static struct { PyObject **key; const char *name; } keys[] = {
        {&key_text, "text"}, {&key_x0, "x0"}, {&key_x1, "x1"}, {&key_top, "top"}, {&key_bottom, "bottom"}, {&key_doctop, "doctop"},
        {&key_width, "width"}, {&key_height, "height"}, {&key_upright, "upright"}, {&key_lefts, "lefts"}, {&key_rights, "rights"}, {&key_base, "base"},
    };
    for (size_t at = 0; at < sizeof keys / sizeof *keys; at++)
        if (!(*keys[at].key = PyUnicode_InternFromString(keys[at].name))) return NULL;
    PyObject *made = PyModule_Create(&module);
    if (made && PyModule_AddIntConstant(made, "FORM", FORM) < 0) Py_CLEAR(made);
    return made;
}
