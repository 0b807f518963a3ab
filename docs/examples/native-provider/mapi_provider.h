// The binary interface between MAPI and a store provider.
// Written by `python -m mapi_adapters.com.header` from the suite's table of interfaces.
//
// It stands alone, so that a provider builds with g++ on Linux and with mingw-w64 for
// Windows. An interface has no virtual destructor and one base: QueryInterface, AddRef
// and Release are its first three slots. MAPI's words have 32 bits and its wide text is
// UTF-16 on every platform.
// A method that you do not override answers MAPI_E_NO_SUPPORT.
#ifndef MAPI_PROVIDER_H
#define MAPI_PROVIDER_H

#include <cstddef>
#include <cstdint>

#ifdef _WIN32
#define MAPI_METHOD __stdcall
#define MAPI_ENTRY __cdecl
#define MAPI_EXPORT extern "C" __declspec(dllexport)
#else
#define MAPI_METHOD
#define MAPI_ENTRY
#define MAPI_EXPORT extern "C" __attribute__((visibility("default")))
#endif

using ULONG = uint32_t;
using LONG = int32_t;
using HRESULT = int32_t;
using SCODE = int32_t;
using BYTE = uint8_t;
using WCHAR = char16_t;
using ULONG_PTR = uintptr_t;
using SIZE_T = size_t;
using BOOKMARK = ULONG_PTR;

struct GUID {
  uint32_t Data1;
  uint16_t Data2, Data3;
  uint8_t Data4[8];
};
struct MAPIUID {
  BYTE ab[16];
};
struct ENTRYID;
struct SBinary {
  ULONG cb;
  BYTE* lpb;
};
struct FILETIME {
  ULONG dwLowDateTime, dwHighDateTime;
};
struct SPropValue {
  ULONG ulPropTag, dwAlignPad;
  union {
    int16_t i;
    LONG l;
    ULONG ul;
    float flt;
    double dbl;
    uint16_t b;
    int64_t li;
    FILETIME ft;
    char* lpszA;
    WCHAR* lpszW;
    SBinary bin;
    GUID* lpguid;
    SCODE err;
  } Value;
};
struct SPropTagArray {
  ULONG cValues;
  ULONG aulPropTag[1];
};
struct SPropProblem {
  ULONG ulIndex, ulPropTag;
  SCODE scode;
};
struct SPropProblemArray {
  ULONG cProblem;
  SPropProblem aProblem[1];
};
struct SRow {
  ULONG ulAdrEntryPad, cValues;
  SPropValue* lpProps;
};
struct SRowSet {
  ULONG cRows;
  SRow aRow[1];
};
struct SSortOrder {
  ULONG ulPropTag, ulOrder;
};
struct SSortOrderSet {
  ULONG cSorts, cCategories, cExpanded;
  SSortOrder aSort[1];
};
struct SBinaryArray {
  ULONG cValues;
  SBinary* lpbin;
};
struct MAPIERROR {
  ULONG ulVersion;
  char* lpszError;
  char* lpszComponent;
  ULONG ulLowLevelError, ulContext;
};

using REFIID = const GUID&;
using LPCIID = const GUID*;
using LPGUID = GUID*;
using LPMAPIUID = MAPIUID*;
using LPENTRYID = ENTRYID*;
using LPENTRYLIST = SBinaryArray*;
using LPBYTE = BYTE*;
using LPVOID = void*;
using LPSTR = char*;
using LPTSTR = char*;  // const WCHAR where MAPI_UNICODE is among the flags
using LPMAPIERROR = MAPIERROR*;
using LPSPropValue = SPropValue*;
using LPSPropTagArray = SPropTagArray*;
using LPSPropProblemArray = SPropProblemArray*;
using LPSRowSet = SRowSet*;
using LPSSortOrderSet = SSortOrderSet*;
using LPALLOCATEBUFFER = SCODE(MAPI_METHOD*)(ULONG, LPVOID*);
using LPALLOCATEMORE = SCODE(MAPI_METHOD*)(ULONG, LPVOID, LPVOID*);
using LPFREEBUFFER = ULONG(MAPI_METHOD*)(LPVOID);
using HINSTANCE = void*;
using LPADRBOOK = void*;
using LPADRPARM = void*;
using LPATTACH = void*;
using LPFNBUTTON = void*;
using LPFNDISMISS = void*;
using LPMAPINAMEID = void*;
using LPMAPIPROGRESS = void*;
using LPNOTIFICATION = void*;
using LPNOTIFKEY = void*;
using LPOPTIONDATA = void*;
using LPSERVICEADMIN = void*;
using LPSRestriction = void*;
using LPSTORAGE = void*;
using LPADRLIST = void*;
using LPMAPISESSION = void*;

struct IUnknown;
using LPUNKNOWN = IUnknown*;
struct IMalloc;
using LPMALLOC = IMalloc*;
struct IMAPIAdviseSink;
using LPMAPIADVISESINK = IMAPIAdviseSink*;
struct IMAPIProp;
using LPMAPIPROP = IMAPIProp*;
struct IProfSect;
using LPPROFSECT = IProfSect*;
struct IMAPIStatus;
using LPMAPISTATUS = IMAPIStatus*;
struct IMAPITable;
using LPMAPITABLE = IMAPITable*;
struct IMAPIFolder;
using LPMAPIFOLDER = IMAPIFolder*;
struct IMessage;
using LPMESSAGE = IMessage*;
struct IMsgStore;
using LPMDB = IMsgStore*;
struct IMSLogon;
using LPMSLOGON = IMSLogon*;
struct IMAPISupport;
using LPMAPISUP = IMAPISupport*;
struct IMSProvider;
using LPMSPROVIDER = IMSProvider*;

constexpr HRESULT S_OK = static_cast<HRESULT>(0x00000000u);
constexpr HRESULT S_FALSE = static_cast<HRESULT>(0x00000001u);
constexpr HRESULT SUCCESS_SUCCESS = static_cast<HRESULT>(0x00000000u);
constexpr HRESULT E_NOTIMPL = static_cast<HRESULT>(0x80004001u);
constexpr HRESULT E_NOINTERFACE = static_cast<HRESULT>(0x80004002u);
constexpr HRESULT E_POINTER = static_cast<HRESULT>(0x80004003u);
constexpr HRESULT E_FAIL = static_cast<HRESULT>(0x80004005u);
constexpr HRESULT E_UNEXPECTED = static_cast<HRESULT>(0x8000FFFFu);
constexpr HRESULT E_ACCESSDENIED = static_cast<HRESULT>(0x80070005u);
constexpr HRESULT E_OUTOFMEMORY = static_cast<HRESULT>(0x8007000Eu);
constexpr HRESULT E_INVALIDARG = static_cast<HRESULT>(0x80070057u);
constexpr HRESULT MAPI_E_CALL_FAILED = static_cast<HRESULT>(0x80004005u);
constexpr HRESULT MAPI_E_INTERFACE_NOT_SUPPORTED = static_cast<HRESULT>(0x80004002u);
constexpr HRESULT MAPI_E_INVALID_PARAMETER = static_cast<HRESULT>(0x80070057u);
constexpr HRESULT MAPI_E_NOT_ENOUGH_MEMORY = static_cast<HRESULT>(0x8007000Eu);
constexpr HRESULT MAPI_E_NO_ACCESS = static_cast<HRESULT>(0x80070005u);
constexpr HRESULT MAPI_E_NO_SUPPORT = static_cast<HRESULT>(0x80040102u);
constexpr HRESULT MAPI_E_BAD_CHARWIDTH = static_cast<HRESULT>(0x80040103u);
constexpr HRESULT MAPI_E_STRING_TOO_LONG = static_cast<HRESULT>(0x80040105u);
constexpr HRESULT MAPI_E_UNKNOWN_FLAGS = static_cast<HRESULT>(0x80040106u);
constexpr HRESULT MAPI_E_INVALID_ENTRYID = static_cast<HRESULT>(0x80040107u);
constexpr HRESULT MAPI_E_INVALID_OBJECT = static_cast<HRESULT>(0x80040108u);
constexpr HRESULT MAPI_E_OBJECT_CHANGED = static_cast<HRESULT>(0x80040109u);
constexpr HRESULT MAPI_E_OBJECT_DELETED = static_cast<HRESULT>(0x8004010Au);
constexpr HRESULT MAPI_E_BUSY = static_cast<HRESULT>(0x8004010Bu);
constexpr HRESULT MAPI_E_NOT_ENOUGH_DISK = static_cast<HRESULT>(0x8004010Du);
constexpr HRESULT MAPI_E_NOT_ENOUGH_RESOURCES = static_cast<HRESULT>(0x8004010Eu);
constexpr HRESULT MAPI_E_NOT_FOUND = static_cast<HRESULT>(0x8004010Fu);
constexpr HRESULT MAPI_E_VERSION = static_cast<HRESULT>(0x80040110u);
constexpr HRESULT MAPI_E_LOGON_FAILED = static_cast<HRESULT>(0x80040111u);
constexpr HRESULT MAPI_E_SESSION_LIMIT = static_cast<HRESULT>(0x80040112u);
constexpr HRESULT MAPI_E_USER_CANCEL = static_cast<HRESULT>(0x80040113u);
constexpr HRESULT MAPI_E_UNABLE_TO_ABORT = static_cast<HRESULT>(0x80040114u);
constexpr HRESULT MAPI_E_NETWORK_ERROR = static_cast<HRESULT>(0x80040115u);
constexpr HRESULT MAPI_E_DISK_ERROR = static_cast<HRESULT>(0x80040116u);
constexpr HRESULT MAPI_E_TOO_COMPLEX = static_cast<HRESULT>(0x80040117u);
constexpr HRESULT MAPI_E_BAD_COLUMN = static_cast<HRESULT>(0x80040118u);
constexpr HRESULT MAPI_E_EXTENDED_ERROR = static_cast<HRESULT>(0x80040119u);
constexpr HRESULT MAPI_E_COMPUTED = static_cast<HRESULT>(0x8004011Au);
constexpr HRESULT MAPI_E_CORRUPT_DATA = static_cast<HRESULT>(0x8004011Bu);
constexpr HRESULT MAPI_E_UNCONFIGURED = static_cast<HRESULT>(0x8004011Cu);
constexpr HRESULT MAPI_E_FAILONEPROVIDER = static_cast<HRESULT>(0x8004011Du);
constexpr HRESULT MAPI_E_UNKNOWN_CPID = static_cast<HRESULT>(0x8004011Eu);
constexpr HRESULT MAPI_E_UNKNOWN_LCID = static_cast<HRESULT>(0x8004011Fu);
constexpr HRESULT MAPI_E_END_OF_SESSION = static_cast<HRESULT>(0x80040200u);
constexpr HRESULT MAPI_E_UNKNOWN_ENTRYID = static_cast<HRESULT>(0x80040201u);
constexpr HRESULT MAPI_E_MISSING_REQUIRED_COLUMN = static_cast<HRESULT>(0x80040202u);
constexpr HRESULT MAPI_E_BAD_VALUE = static_cast<HRESULT>(0x80040301u);
constexpr HRESULT MAPI_E_INVALID_TYPE = static_cast<HRESULT>(0x80040302u);
constexpr HRESULT MAPI_E_TYPE_NO_SUPPORT = static_cast<HRESULT>(0x80040303u);
constexpr HRESULT MAPI_E_UNEXPECTED_TYPE = static_cast<HRESULT>(0x80040304u);
constexpr HRESULT MAPI_E_TOO_BIG = static_cast<HRESULT>(0x80040305u);
constexpr HRESULT MAPI_E_DECLINE_COPY = static_cast<HRESULT>(0x80040306u);
constexpr HRESULT MAPI_E_UNABLE_TO_COMPLETE = static_cast<HRESULT>(0x80040400u);
constexpr HRESULT MAPI_E_TIMEOUT = static_cast<HRESULT>(0x80040401u);
constexpr HRESULT MAPI_E_INVALID_BOOKMARK = static_cast<HRESULT>(0x80040405u);
constexpr HRESULT MAPI_E_WAIT = static_cast<HRESULT>(0x80040500u);
constexpr HRESULT MAPI_E_CANCEL = static_cast<HRESULT>(0x80040501u);
constexpr HRESULT MAPI_E_NOT_ME = static_cast<HRESULT>(0x80040502u);
constexpr HRESULT MAPI_E_CORRUPT_STORE = static_cast<HRESULT>(0x80040600u);
constexpr HRESULT MAPI_E_NOT_IN_QUEUE = static_cast<HRESULT>(0x80040601u);
constexpr HRESULT MAPI_E_NO_SUPPRESS = static_cast<HRESULT>(0x80040602u);
constexpr HRESULT MAPI_E_COLLISION = static_cast<HRESULT>(0x80040604u);
constexpr HRESULT MAPI_E_NOT_INITIALIZED = static_cast<HRESULT>(0x80040605u);
constexpr HRESULT MAPI_E_NON_STANDARD = static_cast<HRESULT>(0x80040606u);
constexpr HRESULT MAPI_E_NO_RECIPIENTS = static_cast<HRESULT>(0x80040607u);
constexpr HRESULT MAPI_E_SUBMITTED = static_cast<HRESULT>(0x80040608u);
constexpr HRESULT MAPI_E_HAS_FOLDERS = static_cast<HRESULT>(0x80040609u);
constexpr HRESULT MAPI_E_HAS_MESSAGES = static_cast<HRESULT>(0x8004060Au);
constexpr HRESULT MAPI_E_FOLDER_CYCLE = static_cast<HRESULT>(0x8004060Bu);
constexpr HRESULT MAPI_E_AMBIGUOUS_RECIP = static_cast<HRESULT>(0x80040700u);
constexpr HRESULT MAPI_W_NO_SERVICE = static_cast<HRESULT>(0x00040203u);
constexpr HRESULT MAPI_W_ERRORS_RETURNED = static_cast<HRESULT>(0x00040380u);
constexpr HRESULT MAPI_W_POSITION_CHANGED = static_cast<HRESULT>(0x00040481u);
constexpr HRESULT MAPI_W_APPROX_COUNT = static_cast<HRESULT>(0x00040482u);
constexpr HRESULT MAPI_W_CANCEL_MESSAGE = static_cast<HRESULT>(0x00040580u);
constexpr HRESULT MAPI_W_PARTIAL_COMPLETION = static_cast<HRESULT>(0x00040680u);

constexpr ULONG CURRENT_SPI_VERSION = 0x00010010;
constexpr ULONG LOGOFF_ABORT = 0x00000008;
constexpr ULONG LOGOFF_ANSWERS = 0x000F0000;
constexpr ULONG LOGOFF_COMPLETE = 0x00010000;
constexpr ULONG LOGOFF_INBOUND = 0x00020000;
constexpr ULONG LOGOFF_NO_WAIT = 0x00000001;
constexpr ULONG LOGOFF_ORDERLY = 0x00000002;
constexpr ULONG LOGOFF_OUTBOUND = 0x00040000;
constexpr ULONG LOGOFF_OUTBOUND_QUEUE = 0x00080000;
constexpr ULONG LOGOFF_PURGE = 0x00000004;
constexpr ULONG LOGOFF_QUIET = 0x00000010;
constexpr ULONG LOGOFF_REQUESTS = 0x0000001F;
constexpr ULONG MAPI_BEST_ACCESS = 0x00000010;
constexpr ULONG MAPI_FOLDER = 0x00000003;
constexpr ULONG MAPI_MESSAGE = 0x00000005;
constexpr ULONG MAPI_MODIFY = 0x00000001;
constexpr ULONG MAPI_STORE = 0x00000001;
constexpr ULONG MAPI_UNICODE = 0x80000000;
constexpr ULONG MDB_WRITE = 0x00000004;
constexpr ULONG STATUS_AVAILABLE = 0x00000001;
constexpr ULONG PR_NULL = 0x00000001;
constexpr ULONG PR_ENTRYID = 0x0FFF0102;
constexpr ULONG PR_OBJECT_TYPE = 0x0FFE0003;
constexpr ULONG PR_STORE_ENTRYID = 0x0FFB0102;
constexpr ULONG PR_STORE_RECORD_KEY = 0x0FFA0102;
constexpr ULONG PR_RECORD_KEY = 0x0FF90102;
constexpr ULONG PR_MAPPING_SIGNATURE = 0x0FF80102;
constexpr ULONG PR_ACCESS_LEVEL = 0x0FF70003;
constexpr ULONG PR_INSTANCE_KEY = 0x0FF60102;
constexpr ULONG PR_ACCESS = 0x0FF40003;
constexpr ULONG PR_MESSAGE_CLASS = 0x001A001F;
constexpr ULONG PR_SUBJECT = 0x0037001F;
constexpr ULONG PR_CLIENT_SUBMIT_TIME = 0x00390040;
constexpr ULONG PR_RECIPIENT_TYPE = 0x0C150003;
constexpr ULONG PR_DELETE_AFTER_SUBMIT = 0x0E01000B;
constexpr ULONG PR_MESSAGE_FLAGS = 0x0E070003;
constexpr ULONG PR_MESSAGE_SIZE = 0x0E080003;
constexpr ULONG PR_PARENT_ENTRYID = 0x0E090102;
constexpr ULONG PR_SENTMAIL_ENTRYID = 0x0E0A0102;
constexpr ULONG PR_RESPONSIBILITY = 0x0E0F000B;
constexpr ULONG PR_SUBMIT_FLAGS = 0x0E140003;
constexpr ULONG PR_MSG_STATUS = 0x0E170003;
constexpr ULONG PR_ATTACH_NUM = 0x0E210003;
constexpr ULONG PR_BODY = 0x1000001F;
constexpr ULONG PR_ROWID = 0x30000003;
constexpr ULONG PR_DISPLAY_NAME = 0x3001001F;
constexpr ULONG PR_PROVIDER_DISPLAY = 0x3006001F;
constexpr ULONG PR_RESOURCE_FLAGS = 0x30090003;
constexpr ULONG PR_PROVIDER_DLL_NAME = 0x300A001F;
constexpr ULONG PR_SEARCH_KEY = 0x300B0102;
constexpr ULONG PR_PROVIDER_UID = 0x300C0102;
constexpr ULONG PR_DEFAULT_STORE = 0x3400000B;
constexpr ULONG PR_STORE_SUPPORT_MASK = 0x340D0003;
constexpr ULONG PR_MDB_PROVIDER = 0x34140102;
constexpr ULONG PR_VALID_FOLDER_MASK = 0x35DF0003;
constexpr ULONG PR_IPM_SUBTREE_ENTRYID = 0x35E00102;
constexpr ULONG PR_IPM_OUTBOX_ENTRYID = 0x35E20102;
constexpr ULONG PR_IPM_WASTEBASKET_ENTRYID = 0x35E30102;
constexpr ULONG PR_IPM_SENTMAIL_ENTRYID = 0x35E40102;
constexpr ULONG PR_FINDER_ENTRYID = 0x35E70102;
constexpr ULONG PR_FOLDER_TYPE = 0x36010003;
constexpr ULONG PR_CONTENT_COUNT = 0x36020003;
constexpr ULONG PR_CONTENT_UNREAD = 0x36030003;
constexpr ULONG PR_SUBFOLDERS = 0x360A000B;
constexpr ULONG PR_CONTAINER_HIERARCHY = 0x360E000D;
constexpr ULONG PR_CONTAINER_CONTENTS = 0x360F000D;
constexpr ULONG PR_FOLDER_ASSOCIATED_CONTENTS = 0x3610000D;
constexpr ULONG PR_STORE_PROVIDERS = 0x3D000102;
constexpr ULONG PR_SERVICE_UID = 0x3D0C0102;
constexpr ULONG PR_PROFILE_NAME = 0x3D12001F;
constexpr ULONG PR_IDENTITY_DISPLAY = 0x3E00001F;
constexpr ULONG PR_IDENTITY_ENTRYID = 0x3E010102;
constexpr ULONG PR_RESOURCE_METHODS = 0x3E020003;
constexpr ULONG PR_RESOURCE_TYPE = 0x3E030003;
constexpr ULONG PR_STATUS_CODE = 0x3E040003;
constexpr ULONG PR_IDENTITY_SEARCH_KEY = 0x3E050102;
constexpr ULONG PR_OWN_STORE_ENTRYID = 0x3E060102;
constexpr ULONG PR_STATUS_STRING = 0x3E08001F;

constexpr GUID IID_IUnknown = {0x00000000, 0x0000, 0x0000, {0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
constexpr GUID IID_IMalloc = {0x00000002, 0x0000, 0x0000, {0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
constexpr GUID IID_IMAPIAdviseSink = {0x00020302, 0x0000, 0x0000, {0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
constexpr GUID IID_IMAPIProp = {0x00020303, 0x0000, 0x0000, {0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
constexpr GUID IID_IProfSect = {0x00020304, 0x0000, 0x0000, {0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
constexpr GUID IID_IMAPIStatus = {0x00020305, 0x0000, 0x0000, {0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
constexpr GUID IID_IMAPITable = {0x00020301, 0x0000, 0x0000, {0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
constexpr GUID IID_IMAPIContainer = {0x0002030B, 0x0000, 0x0000, {0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
constexpr GUID IID_IMAPIFolder = {0x0002030C, 0x0000, 0x0000, {0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
constexpr GUID IID_IMessage = {0x00020307, 0x0000, 0x0000, {0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
constexpr GUID IID_IMsgStore = {0x00020306, 0x0000, 0x0000, {0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
constexpr GUID IID_IMSLogon = {0x00020313, 0x0000, 0x0000, {0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
constexpr GUID IID_IMAPISupport = {0x0002030F, 0x0000, 0x0000, {0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
constexpr GUID IID_IMSProvider = {0x00020310, 0x0000, 0x0000, {0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
constexpr GUID IID_IMAPIProviderShutdown = {0x00020398, 0x0000, 0x0000, {0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};

struct IUnknown {
  virtual HRESULT MAPI_METHOD QueryInterface(REFIID /*riid*/, LPVOID* /*ppvObj*/) = 0;
  virtual ULONG MAPI_METHOD AddRef() = 0;
  virtual ULONG MAPI_METHOD Release() = 0;
};

struct IMalloc : IUnknown {
  virtual void* MAPI_METHOD Alloc(SIZE_T /*cb*/) { return nullptr; }
  virtual void* MAPI_METHOD Realloc(void* /*pv*/, SIZE_T /*cb*/) { return nullptr; }
  virtual void MAPI_METHOD Free(void* /*pv*/) { return; }
  virtual SIZE_T MAPI_METHOD GetSize(void* /*pv*/) { return 0; }
  virtual int MAPI_METHOD DidAlloc(void* /*pv*/) { return 0; }
  virtual void MAPI_METHOD HeapMinimize() { return; }
};

struct IMAPIAdviseSink : IUnknown {
  virtual ULONG MAPI_METHOD OnNotify(ULONG /*cNotif*/, LPNOTIFICATION /*lpNotifications*/) { return 0; }
};

struct IMAPIProp : IUnknown {
  virtual HRESULT MAPI_METHOD GetLastError(HRESULT /*hResult*/, ULONG /*ulFlags*/, LPMAPIERROR* /*lppMAPIError*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SaveChanges(ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetProps(LPSPropTagArray /*lpPropTagArray*/, ULONG /*ulFlags*/, ULONG* /*lpcValues*/, LPSPropValue* /*lppPropArray*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetPropList(ULONG /*ulFlags*/, LPSPropTagArray* /*lppPropTagArray*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD OpenProperty(ULONG /*ulPropTag*/, LPCIID /*lpiid*/, ULONG /*ulInterfaceOptions*/, ULONG /*ulFlags*/, LPUNKNOWN* /*lppUnk*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SetProps(ULONG /*cValues*/, LPSPropValue /*lpPropArray*/, LPSPropProblemArray* /*lppProblems*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD DeleteProps(LPSPropTagArray /*lpPropTagArray*/, LPSPropProblemArray* /*lppProblems*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD CopyTo(ULONG /*ciidExclude*/, LPCIID /*rgiidExclude*/, LPSPropTagArray /*lpExcludeProps*/, ULONG_PTR /*ulUIParam*/, LPMAPIPROGRESS /*lpProgress*/, LPCIID /*lpInterface*/, LPVOID /*lpDestObj*/, ULONG /*ulFlags*/, LPSPropProblemArray* /*lppProblems*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD CopyProps(LPSPropTagArray /*lpIncludeProps*/, ULONG_PTR /*ulUIParam*/, LPMAPIPROGRESS /*lpProgress*/, LPCIID /*lpInterface*/, LPVOID /*lpDestObj*/, ULONG /*ulFlags*/, LPSPropProblemArray* /*lppProblems*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetNamesFromIDs(LPSPropTagArray* /*lppPropTags*/, LPGUID /*lpPropSetGuid*/, ULONG /*ulFlags*/, ULONG* /*lpcPropNames*/, LPMAPINAMEID** /*lpppPropNames*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetIDsFromNames(ULONG /*cPropNames*/, LPMAPINAMEID* /*lppPropNames*/, ULONG /*ulFlags*/, LPSPropTagArray* /*lppPropTags*/) { return MAPI_E_NO_SUPPORT; }
};

struct IProfSect : IMAPIProp {
};

struct IMAPIStatus : IMAPIProp {
  virtual HRESULT MAPI_METHOD ValidateState(ULONG_PTR /*ulUIParam*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SettingsDialog(ULONG_PTR /*ulUIParam*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD ChangePassword(LPTSTR /*lpOldPass*/, LPTSTR /*lpNewPass*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD FlushQueues(ULONG_PTR /*ulUIParam*/, ULONG /*cbTargetTransport*/, LPENTRYID /*lpTargetTransport*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
};

struct IMAPITable : IUnknown {
  virtual HRESULT MAPI_METHOD GetLastError(HRESULT /*hResult*/, ULONG /*ulFlags*/, LPMAPIERROR* /*lppMAPIError*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD Advise(ULONG /*ulEventMask*/, LPMAPIADVISESINK /*lpAdviseSink*/, ULONG_PTR* /*lpulConnection*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD Unadvise(ULONG_PTR /*ulConnection*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetStatus(ULONG* /*lpulTableStatus*/, ULONG* /*lpulTableType*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SetColumns(LPSPropTagArray /*lpPropTagArray*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD QueryColumns(ULONG /*ulFlags*/, LPSPropTagArray* /*lpPropTagArray*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetRowCount(ULONG /*ulFlags*/, ULONG* /*lpulCount*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SeekRow(BOOKMARK /*bkOrigin*/, LONG /*lRowCount*/, LONG* /*lplRowsSought*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SeekRowApprox(ULONG /*ulNumerator*/, ULONG /*ulDenominator*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD QueryPosition(ULONG* /*lpulRow*/, ULONG* /*lpulNumerator*/, ULONG* /*lpulDenominator*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD FindRow(LPSRestriction /*lpRestriction*/, BOOKMARK /*bkOrigin*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD Restrict(LPSRestriction /*lpRestriction*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD CreateBookmark(BOOKMARK* /*lpbkPosition*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD FreeBookmark(BOOKMARK /*bkPosition*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SortTable(LPSSortOrderSet /*lpSortCriteria*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD QuerySortOrder(LPSSortOrderSet* /*lppSortCriteria*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD QueryRows(LONG /*lRowCount*/, ULONG /*ulFlags*/, LPSRowSet* /*lppRows*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD Abort() { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD ExpandRow(ULONG /*cbInstanceKey*/, LPBYTE /*pbInstanceKey*/, ULONG /*ulRowCount*/, ULONG /*ulFlags*/, LPSRowSet* /*lppRows*/, ULONG* /*lpulMoreRows*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD CollapseRow(ULONG /*cbInstanceKey*/, LPBYTE /*pbInstanceKey*/, ULONG /*ulFlags*/, ULONG* /*lpulRowCount*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD WaitForCompletion(ULONG /*ulFlags*/, ULONG /*ulTimeout*/, ULONG* /*lpulTableStatus*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetCollapseState(ULONG /*ulFlags*/, ULONG /*cbInstanceKey*/, LPBYTE /*lpbInstanceKey*/, ULONG* /*lpcbCollapseState*/, LPBYTE* /*lppbCollapseState*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SetCollapseState(ULONG /*ulFlags*/, ULONG /*cbCollapseState*/, LPBYTE /*pbCollapseState*/, BOOKMARK* /*lpbkLocation*/) { return MAPI_E_NO_SUPPORT; }
};

struct IMAPIContainer : IMAPIProp {
  virtual HRESULT MAPI_METHOD GetContentsTable(ULONG /*ulFlags*/, LPMAPITABLE* /*lppTable*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetHierarchyTable(ULONG /*ulFlags*/, LPMAPITABLE* /*lppTable*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD OpenEntry(ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/, LPCIID /*lpInterface*/, ULONG /*ulFlags*/, ULONG* /*lpulObjType*/, LPUNKNOWN* /*lppUnk*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SetSearchCriteria(LPSRestriction /*lpRestriction*/, LPENTRYLIST /*lpContainerList*/, ULONG /*ulSearchFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetSearchCriteria(ULONG /*ulFlags*/, LPSRestriction* /*lppRestriction*/, LPENTRYLIST* /*lppContainerList*/, ULONG* /*lpulSearchState*/) { return MAPI_E_NO_SUPPORT; }
};

struct IMAPIFolder : IMAPIContainer {
  virtual HRESULT MAPI_METHOD CreateMessage(LPCIID /*lpInterface*/, ULONG /*ulFlags*/, LPMESSAGE* /*lppMessage*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD CopyMessages(LPENTRYLIST /*lpMsgList*/, LPCIID /*lpInterface*/, LPVOID /*lpDestFolder*/, ULONG_PTR /*ulUIParam*/, LPMAPIPROGRESS /*lpProgress*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD DeleteMessages(LPENTRYLIST /*lpMsgList*/, ULONG_PTR /*ulUIParam*/, LPMAPIPROGRESS /*lpProgress*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD CreateFolder(ULONG /*ulFolderType*/, LPTSTR /*lpszFolderName*/, LPTSTR /*lpszFolderComment*/, LPCIID /*lpInterface*/, ULONG /*ulFlags*/, LPMAPIFOLDER* /*lppFolder*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD CopyFolder(ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/, LPCIID /*lpInterface*/, LPVOID /*lpDestFolder*/, LPTSTR /*lpszNewFolderName*/, ULONG_PTR /*ulUIParam*/, LPMAPIPROGRESS /*lpProgress*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD DeleteFolder(ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/, ULONG_PTR /*ulUIParam*/, LPMAPIPROGRESS /*lpProgress*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SetReadFlags(LPENTRYLIST /*lpMsgList*/, ULONG_PTR /*ulUIParam*/, LPMAPIPROGRESS /*lpProgress*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetMessageStatus(ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/, ULONG /*ulFlags*/, ULONG* /*lpulMessageStatus*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SetMessageStatus(ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/, ULONG /*ulNewStatus*/, ULONG /*ulNewStatusMask*/, ULONG* /*lpulOldStatus*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SaveContentsSort(LPSSortOrderSet /*lpSortCriteria*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD EmptyFolder(ULONG_PTR /*ulUIParam*/, LPMAPIPROGRESS /*lpProgress*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
};

struct IMessage : IMAPIProp {
  virtual HRESULT MAPI_METHOD GetAttachmentTable(ULONG /*ulFlags*/, LPMAPITABLE* /*lppTable*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD OpenAttach(ULONG /*ulAttachmentNum*/, LPCIID /*lpInterface*/, ULONG /*ulFlags*/, LPATTACH* /*lppAttach*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD CreateAttach(LPCIID /*lpInterface*/, ULONG /*ulFlags*/, ULONG* /*lpulAttachmentNum*/, LPATTACH* /*lppAttach*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD DeleteAttach(ULONG /*ulAttachmentNum*/, ULONG_PTR /*ulUIParam*/, LPMAPIPROGRESS /*lpProgress*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetRecipientTable(ULONG /*ulFlags*/, LPMAPITABLE* /*lppTable*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD ModifyRecipients(ULONG /*ulFlags*/, LPADRLIST /*lpMods*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SubmitMessage(ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SetReadFlag(ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
};

struct IMsgStore : IMAPIProp {
  virtual HRESULT MAPI_METHOD Advise(ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/, ULONG /*ulEventMask*/, LPMAPIADVISESINK /*lpAdviseSink*/, ULONG_PTR* /*lpulConnection*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD Unadvise(ULONG_PTR /*ulConnection*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD CompareEntryIDs(ULONG /*cbEntryID1*/, LPENTRYID /*lpEntryID1*/, ULONG /*cbEntryID2*/, LPENTRYID /*lpEntryID2*/, ULONG /*ulFlags*/, ULONG* /*lpulResult*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD OpenEntry(ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/, LPCIID /*lpInterface*/, ULONG /*ulFlags*/, ULONG* /*lpulObjType*/, LPUNKNOWN* /*lppUnk*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SetReceiveFolder(LPTSTR /*lpszMessageClass*/, ULONG /*ulFlags*/, ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetReceiveFolder(LPTSTR /*lpszMessageClass*/, ULONG /*ulFlags*/, ULONG* /*lpcbEntryID*/, LPENTRYID* /*lppEntryID*/, LPTSTR* /*lppszExplicitClass*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetReceiveFolderTable(ULONG /*ulFlags*/, LPMAPITABLE* /*lppTable*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD StoreLogoff(ULONG* /*lpulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD AbortSubmit(ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetOutgoingQueue(ULONG /*ulFlags*/, LPMAPITABLE* /*lppTable*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SetLockState(LPMESSAGE /*lpMessage*/, ULONG /*ulLockState*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD FinishedMsg(ULONG /*ulFlags*/, ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD NotifyNewMail(LPNOTIFICATION /*lpNotification*/) { return MAPI_E_NO_SUPPORT; }
};

struct IMSLogon : IUnknown {
  virtual HRESULT MAPI_METHOD GetLastError(HRESULT /*hResult*/, ULONG /*ulFlags*/, LPMAPIERROR* /*lppMAPIError*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD Logoff(ULONG* /*lpulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD OpenEntry(ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/, LPCIID /*lpInterface*/, ULONG /*ulFlags*/, ULONG* /*lpulObjType*/, LPUNKNOWN* /*lppUnk*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD CompareEntryIDs(ULONG /*cbEntryID1*/, LPENTRYID /*lpEntryID1*/, ULONG /*cbEntryID2*/, LPENTRYID /*lpEntryID2*/, ULONG /*ulFlags*/, ULONG* /*lpulResult*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD Advise(ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/, ULONG /*ulEventMask*/, LPMAPIADVISESINK /*lpAdviseSink*/, ULONG_PTR* /*lpulConnection*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD Unadvise(ULONG_PTR /*ulConnection*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD OpenStatusEntry(LPCIID /*lpInterface*/, ULONG /*ulFlags*/, ULONG* /*lpulObjType*/, LPVOID* /*lppEntry*/) { return MAPI_E_NO_SUPPORT; }
};

struct IMAPISupport : IUnknown {
  virtual HRESULT MAPI_METHOD GetLastError(HRESULT /*hResult*/, ULONG /*ulFlags*/, LPMAPIERROR* /*lppMAPIError*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetMemAllocRoutines(LPALLOCATEBUFFER* /*lpAllocateBuffer*/, LPALLOCATEMORE* /*lpAllocateMore*/, LPFREEBUFFER* /*lpFreeBuffer*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD Subscribe(LPNOTIFKEY /*lpKey*/, ULONG /*ulEventMask*/, ULONG /*ulFlags*/, LPMAPIADVISESINK /*lpAdviseSink*/, ULONG_PTR* /*lpulConnection*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD Unsubscribe(ULONG_PTR /*ulConnection*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD Notify(LPNOTIFKEY /*lpKey*/, ULONG /*cNotification*/, LPNOTIFICATION /*lpNotifications*/, ULONG* /*lpulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD ModifyStatusRow(ULONG /*cValues*/, LPSPropValue /*lpColumnVals*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD OpenProfileSection(LPMAPIUID /*lpUid*/, ULONG /*ulFlags*/, LPPROFSECT* /*lppProfileObj*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD RegisterPreprocessor(LPMAPIUID /*lpMuid*/, LPTSTR /*lpszAdrType*/, LPTSTR /*lpszDLLName*/, LPSTR /*lpszPreprocess*/, LPSTR /*lpszRemovePreprocessInfo*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD NewUID(LPMAPIUID /*lpMuid*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD MakeInvalid(ULONG /*ulFlags*/, LPVOID /*lpObject*/, ULONG /*ulRefCount*/, ULONG /*cMethods*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SpoolerYield(ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SpoolerNotify(ULONG /*ulFlags*/, LPVOID /*lpvData*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD CreateOneOff(LPTSTR /*lpszName*/, LPTSTR /*lpszAdrType*/, LPTSTR /*lpszAddress*/, ULONG /*ulFlags*/, ULONG* /*lpcbEntryID*/, LPENTRYID* /*lppEntryID*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SetProviderUID(LPMAPIUID /*lpProviderID*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD CompareEntryIDs(ULONG /*cbEntry1*/, LPENTRYID /*lpEntry1*/, ULONG /*cbEntry2*/, LPENTRYID /*lpEntry2*/, ULONG /*ulCompareFlags*/, ULONG* /*lpulResult*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD OpenTemplateID(ULONG /*cbTemplateID*/, LPENTRYID /*lpTemplateID*/, ULONG /*ulTemplateFlags*/, LPMAPIPROP /*lpMAPIPropData*/, LPCIID /*lpInterface*/, LPMAPIPROP* /*lppMAPIPropNew*/, LPMAPIPROP /*lpMAPIPropSibling*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD OpenEntry(ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/, LPCIID /*lpInterface*/, ULONG /*ulOpenFlags*/, ULONG* /*lpulObjType*/, LPUNKNOWN* /*lppUnk*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetOneOffTable(ULONG /*ulFlags*/, LPMAPITABLE* /*lppTable*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD Address(ULONG_PTR* /*lpulUIParam*/, LPADRPARM /*lpAdrParms*/, LPADRLIST* /*lppAdrList*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD Details(ULONG_PTR* /*lpulUIParam*/, LPFNDISMISS /*lpfnDismiss*/, LPVOID /*lpvDismissContext*/, ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/, LPFNBUTTON /*lpfButtonCallback*/, LPVOID /*lpvButtonContext*/, LPTSTR /*lpszButtonText*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD NewEntry(ULONG_PTR /*ulUIParam*/, ULONG /*ulFlags*/, ULONG /*cbEIDContainer*/, LPENTRYID /*lpEIDContainer*/, ULONG /*cbEIDNewEntryTpl*/, LPENTRYID /*lpEIDNewEntryTpl*/, ULONG* /*lpcbEIDNewEntry*/, LPENTRYID* /*lppEIDNewEntry*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD DoConfigPropsheet(ULONG_PTR /*ulUIParam*/, ULONG /*ulFlags*/, LPTSTR /*lpszTitle*/, LPMAPITABLE /*lpDisplayTable*/, LPMAPIPROP /*lpCOnfigData*/, ULONG /*ulTopPage*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD CopyMessages(LPCIID /*lpSrcInterface*/, LPVOID /*lpSrcFolder*/, LPENTRYLIST /*lpMsgList*/, LPCIID /*lpDestInterface*/, LPVOID /*lpDestFolder*/, ULONG_PTR /*ulUIParam*/, LPMAPIPROGRESS /*lpProgress*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD CopyFolder(LPCIID /*lpSrcInterface*/, LPVOID /*lpSrcFolder*/, ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/, LPCIID /*lpDestInterface*/, LPVOID /*lpDestFolder*/, LPTSTR /*lszNewFolderName*/, ULONG_PTR /*ulUIParam*/, LPMAPIPROGRESS /*lpProgress*/, ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD DoCopyTo(LPCIID /*lpSrcInterface*/, LPVOID /*lpSrcObj*/, ULONG /*ciidExclude*/, LPCIID /*rgiidExclude*/, LPSPropTagArray /*lpExcludeProps*/, ULONG_PTR /*ulUIParam*/, LPMAPIPROGRESS /*lpProgress*/, LPCIID /*lpDestInterface*/, LPVOID /*lpDestObj*/, ULONG /*ulFlags*/, LPSPropProblemArray* /*lppProblems*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD DoCopyProps(LPCIID /*lpSrcInterface*/, LPVOID /*lpSrcObj*/, LPSPropTagArray /*lpIncludeProps*/, ULONG_PTR /*ulUIParam*/, LPMAPIPROGRESS /*lpProgress*/, LPCIID /*lpDestInterface*/, LPVOID /*lpDestObj*/, ULONG /*ulFlags*/, LPSPropProblemArray* /*lppProblems*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD DoProgressDialog(ULONG_PTR /*ulUIParam*/, ULONG /*ulFlags*/, LPMAPIPROGRESS* /*lppProgress*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD ReadReceipt(ULONG /*ulFlags*/, LPMESSAGE /*lpReadMessage*/, LPMESSAGE* /*lppEmptyMessage*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD PrepareSubmit(LPMESSAGE /*lpMessage*/, ULONG* /*lpulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD ExpandRecips(LPMESSAGE /*lpMessage*/, ULONG* /*lpulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD UpdatePAB(ULONG /*ulFlags*/, LPMESSAGE /*lpMessage*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD DoSentMail(ULONG /*ulFlags*/, LPMESSAGE /*lpMessage*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD OpenAddressBook(LPCIID /*lpInterface*/, ULONG /*ulFlags*/, LPADRBOOK* /*lppAdrBook*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD Preprocess(ULONG /*ulFlags*/, ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD CompleteMsg(ULONG /*ulFlags*/, ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD StoreLogoffTransports(ULONG* /*lpulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD StatusRecips(LPMESSAGE /*lpMessage*/, LPADRLIST /*lpRecipList*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD WrapStoreEntryID(ULONG /*cbOrigEntry*/, LPENTRYID /*lpOrigEntry*/, ULONG* /*lpcbWrappedEntry*/, LPENTRYID* /*lppWrappedEntry*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD ModifyProfile(ULONG /*ulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD IStorageFromStream(LPUNKNOWN /*lpUnkIn*/, LPCIID /*lpInterface*/, ULONG /*ulFlags*/, LPSTORAGE* /*lppStorageOut*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD GetSvcConfigSupportObj(ULONG /*ulFlags*/, LPMAPISUP* /*lppSvcSupport*/) { return MAPI_E_NO_SUPPORT; }
};

struct IMSProvider : IUnknown {
  virtual HRESULT MAPI_METHOD Shutdown(ULONG* /*lpulFlags*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD Logon(LPMAPISUP /*lpMAPISup*/, ULONG_PTR /*ulUIParam*/, LPTSTR /*lpszProfileName*/, ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/, ULONG /*ulFlags*/, LPCIID /*lpInterface*/, ULONG* /*lpcbSpoolSecurity*/, LPBYTE* /*lppbSpoolSecurity*/, LPMAPIERROR* /*lppMAPIError*/, LPMSLOGON* /*lppMSLogon*/, LPMDB* /*lppMDB*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD SpoolerLogon(LPMAPISUP /*lpMAPISup*/, ULONG_PTR /*ulUIParam*/, LPTSTR /*lpszProfileName*/, ULONG /*cbEntryID*/, LPENTRYID /*lpEntryID*/, ULONG /*ulFlags*/, LPCIID /*lpInterface*/, ULONG /*cbSpoolSecurity*/, LPBYTE /*lpbSpoolSecurity*/, LPMAPIERROR* /*lppMAPIError*/, LPMSLOGON* /*lppMSLogon*/, LPMDB* /*lppMDB*/) { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD CompareStoreIDs(ULONG /*cbEntryID1*/, LPENTRYID /*lpEntryID1*/, ULONG /*cbEntryID2*/, LPENTRYID /*lpEntryID2*/, ULONG /*ulFlags*/, ULONG* /*lpulResult*/) { return MAPI_E_NO_SUPPORT; }
};

struct IMAPIProviderShutdown : IUnknown {
  virtual HRESULT MAPI_METHOD QueryFastShutdown() { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD NotifyProcessShutdown() { return MAPI_E_NO_SUPPORT; }
  virtual HRESULT MAPI_METHOD DoFastShutdown() { return MAPI_E_NO_SUPPORT; }
};

#endif
