// A window of the thread that calls a provider, for apartment.cpp: the headers of Windows
// have other ideas of the same names.
#include <windows.h>

static volatile LONG answered;

static LRESULT CALLBACK procedure(HWND window, UINT message, WPARAM first, LPARAM second) {
  if (message == WM_APP) answered = 1;
  return DefWindowProcW(window, message, first, second);
}

static DWORD WINAPI send(LPVOID window) {
  SendMessageW(static_cast<HWND>(window), WM_APP, 0, 0);
  return 0;
}

extern "C" void* make_window() {
  WNDCLASSW kind = {};
  kind.lpfnWndProc = procedure;
  kind.lpszClassName = L"provider";
  RegisterClassW(&kind);
  return CreateWindowW(L"provider", L"", 0, 0, 0, 0, 0, HWND_MESSAGE, nullptr, nullptr, nullptr);
}

extern "C" void send_from_a_thread(void* window) {
  answered = 0;
  CreateThread(nullptr, 0, send, window, 0, nullptr);
}

extern "C" bool was_answered() { return answered != 0; }
