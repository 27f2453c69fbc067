/* npqdesk.exe (a window) and npqdesk-cli.exe (WITH_CONSOLE): Python, in this folder, running npqdesk. */

#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>

#define ALREADY_TOLD 3 /* as in npqdesk/app.py: the fault was shown in a window */

typedef int (*python_main)(int, wchar_t **);

#ifdef WITH_CONSOLE
static void tell(const wchar_t *words) { fwprintf(stderr, L"%ls\n", words); }
#else
static void tell(const wchar_t *words) { MessageBoxW(NULL, words, L"npqdesk", MB_OK | MB_ICONERROR); }
#endif

/* The folder of this program, however long its name is. */
static wchar_t *own_folder(void)
{
    DWORD size = 32768;
    wchar_t *path = malloc(size * sizeof *path), *end;
    if (!path || GetModuleFileNameW(NULL, path, size) == 0 || !(end = wcsrchr(path, L'\\')))
        return NULL;
    *end = L'\0';
    return path;
}

static int run(int count, wchar_t **given)
{
    static wchar_t *ours[] = {L"-X", L"utf8", L"-m", L"npqdesk.app"};
    int is_helper = wcscmp(given[count - 1], L"--multiprocessing-fork") == 0; /* prints letters beside the window */
    int ours_count = is_helper ? 0 : sizeof ours / sizeof *ours, all = 0, code;
    wchar_t *folder = own_folder(), **arguments = calloc(count + ours_count + 1, sizeof *arguments);
    HMODULE python;
    python_main start;

    if (!folder || !arguments)
        return 1;
    SetDllDirectoryW(folder);
    python = LoadLibraryExW(L"python311.dll", NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    start = python ? (python_main)(void (*)(void))GetProcAddress(python, "Py_Main") : NULL;
    if (!start) {
        tell(L"npqdesk could not start, because a part of it is missing.\n\nPlease install it again: your records stay.");
        return 1;
    }
    arguments[all++] = given[0];
    for (int i = 0; i < ours_count; i++)
        arguments[all++] = ours[i];
    for (int i = 1; i < count; i++)
        arguments[all++] = given[i];
    code = start(all, arguments);
#ifndef WITH_CONSOLE
    if (code != 0 && code != ALREADY_TOLD && !is_helper)
        tell(L"npqdesk has stopped because of a mistake in it.\n\nWhat you entered is kept up to the last field you left. "
             L"Please start it again.");
#endif
    return code;
}

#ifdef WITH_CONSOLE
int wmain(int count, wchar_t **given) { return run(count, given); }
#else
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, LPWSTR line, int show)
{
    int count;
    wchar_t **given = CommandLineToArgvW(GetCommandLineW(), &count);
    (void)self, (void)before, (void)line, (void)show;
    return given ? run(count, given) : 1;
}
#endif
