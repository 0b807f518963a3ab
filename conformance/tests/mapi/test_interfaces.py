"""The table of interfaces against the declarations of the headers."""

import pytest

from mapi_conformance.mapi import flags, identifiers
from mapi_conformance.mapi.flags import FAMILIES
from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.mapi.interfaces import (
    INTERFACES,
    Direction,
    Interface,
    Method,
    Parameter,
    Side,
    Type,
    snake,
)


#: Each interface with its own slots; a line further in goes on with the one above.
HEADERS = """
IUnknown
  0 HRESULT QueryInterface(REFIID riid, LPVOID* ppvObj)
  1 ULONG AddRef()
  2 ULONG Release()
IMSProvider
  3 HRESULT Shutdown(ULONG* lpulFlags)
  4 HRESULT Logon(LPMAPISUP lpMAPISup, ULONG_PTR ulUIParam, LPTSTR lpszProfileName,
        ULONG cbEntryID, LPENTRYID lpEntryID, ULONG ulFlags, LPCIID lpInterface,
        ULONG* lpcbSpoolSecurity, LPBYTE* lppbSpoolSecurity,
        LPMAPIERROR* lppMAPIError, LPMSLOGON* lppMSLogon, LPMDB* lppMDB)
  5 HRESULT SpoolerLogon(LPMAPISUP lpMAPISup, ULONG_PTR ulUIParam,
        LPTSTR lpszProfileName, ULONG cbEntryID, LPENTRYID lpEntryID, ULONG ulFlags,
        LPCIID lpInterface, ULONG cbSpoolSecurity, LPBYTE lpbSpoolSecurity,
        LPMAPIERROR* lppMAPIError, LPMSLOGON* lppMSLogon, LPMDB* lppMDB)
  6 HRESULT CompareStoreIDs(ULONG cbEntryID1, LPENTRYID lpEntryID1, ULONG cbEntryID2,
        LPENTRYID lpEntryID2, ULONG ulFlags, ULONG* lpulResult)
IMSLogon
  3 HRESULT GetLastError(HRESULT hResult, ULONG ulFlags, LPMAPIERROR* lppMAPIError)
  4 HRESULT Logoff(ULONG* lpulFlags)
  5 HRESULT OpenEntry(ULONG cbEntryID, LPENTRYID lpEntryID, LPCIID lpInterface,
        ULONG ulFlags, ULONG* lpulObjType, LPUNKNOWN* lppUnk)
  6 HRESULT CompareEntryIDs(ULONG cbEntryID1, LPENTRYID lpEntryID1, ULONG cbEntryID2,
        LPENTRYID lpEntryID2, ULONG ulFlags, ULONG* lpulResult)
  7 HRESULT Advise(ULONG cbEntryID, LPENTRYID lpEntryID, ULONG ulEventMask,
        LPMAPIADVISESINK lpAdviseSink, ULONG_PTR* lpulConnection)
  8 HRESULT Unadvise(ULONG_PTR ulConnection)
  9 HRESULT OpenStatusEntry(LPCIID lpInterface, ULONG ulFlags, ULONG* lpulObjType,
        LPVOID* lppEntry)
IMAPIProp
  3 HRESULT GetLastError(HRESULT hResult, ULONG ulFlags, LPMAPIERROR* lppMAPIError)
  4 HRESULT SaveChanges(ULONG ulFlags)
  5 HRESULT GetProps(LPSPropTagArray lpPropTagArray, ULONG ulFlags, ULONG* lpcValues,
        LPSPropValue* lppPropArray)
  6 HRESULT GetPropList(ULONG ulFlags, LPSPropTagArray* lppPropTagArray)
  7 HRESULT OpenProperty(ULONG ulPropTag, LPCIID lpiid, ULONG ulInterfaceOptions,
        ULONG ulFlags, LPUNKNOWN* lppUnk)
  8 HRESULT SetProps(ULONG cValues, LPSPropValue lpPropArray,
        LPSPropProblemArray* lppProblems)
  9 HRESULT DeleteProps(LPSPropTagArray lpPropTagArray,
        LPSPropProblemArray* lppProblems)
  10 HRESULT CopyTo(ULONG ciidExclude, LPCIID rgiidExclude,
        LPSPropTagArray lpExcludeProps, ULONG_PTR ulUIParam,
        LPMAPIPROGRESS lpProgress, LPCIID lpInterface, LPVOID lpDestObj,
        ULONG ulFlags, LPSPropProblemArray* lppProblems)
  11 HRESULT CopyProps(LPSPropTagArray lpIncludeProps, ULONG_PTR ulUIParam,
        LPMAPIPROGRESS lpProgress, LPCIID lpInterface, LPVOID lpDestObj,
        ULONG ulFlags, LPSPropProblemArray* lppProblems)
  12 HRESULT GetNamesFromIDs(LPSPropTagArray* lppPropTags, LPGUID lpPropSetGuid,
        ULONG ulFlags, ULONG* lpcPropNames, LPMAPINAMEID** lpppPropNames)
  13 HRESULT GetIDsFromNames(ULONG cPropNames, LPMAPINAMEID* lppPropNames,
        ULONG ulFlags, LPSPropTagArray* lppPropTags)
IMsgStore
  14 HRESULT Advise(ULONG cbEntryID, LPENTRYID lpEntryID, ULONG ulEventMask,
        LPMAPIADVISESINK lpAdviseSink, ULONG_PTR* lpulConnection)
  15 HRESULT Unadvise(ULONG_PTR ulConnection)
  16 HRESULT CompareEntryIDs(ULONG cbEntryID1, LPENTRYID lpEntryID1, ULONG cbEntryID2,
        LPENTRYID lpEntryID2, ULONG ulFlags, ULONG* lpulResult)
  17 HRESULT OpenEntry(ULONG cbEntryID, LPENTRYID lpEntryID, LPCIID lpInterface,
        ULONG ulFlags, ULONG* lpulObjType, LPUNKNOWN* lppUnk)
  18 HRESULT SetReceiveFolder(LPTSTR lpszMessageClass, ULONG ulFlags, ULONG cbEntryID,
        LPENTRYID lpEntryID)
  19 HRESULT GetReceiveFolder(LPTSTR lpszMessageClass, ULONG ulFlags,
        ULONG* lpcbEntryID, LPENTRYID* lppEntryID, LPTSTR* lppszExplicitClass)
  20 HRESULT GetReceiveFolderTable(ULONG ulFlags, LPMAPITABLE* lppTable)
  21 HRESULT StoreLogoff(ULONG* lpulFlags)
  22 HRESULT AbortSubmit(ULONG cbEntryID, LPENTRYID lpEntryID, ULONG ulFlags)
  23 HRESULT GetOutgoingQueue(ULONG ulFlags, LPMAPITABLE* lppTable)
  24 HRESULT SetLockState(LPMESSAGE lpMessage, ULONG ulLockState)
  25 HRESULT FinishedMsg(ULONG ulFlags, ULONG cbEntryID, LPENTRYID lpEntryID)
  26 HRESULT NotifyNewMail(LPNOTIFICATION lpNotification)
IMAPISupport
  3 HRESULT GetLastError(HRESULT hResult, ULONG ulFlags, LPMAPIERROR* lppMAPIError)
  4 HRESULT GetMemAllocRoutines(LPALLOCATEBUFFER* lpAllocateBuffer,
        LPALLOCATEMORE* lpAllocateMore, LPFREEBUFFER* lpFreeBuffer)
  5 HRESULT Subscribe(LPNOTIFKEY lpKey, ULONG ulEventMask, ULONG ulFlags,
        LPMAPIADVISESINK lpAdviseSink, ULONG_PTR* lpulConnection)
  6 HRESULT Unsubscribe(ULONG_PTR ulConnection)
  7 HRESULT Notify(LPNOTIFKEY lpKey, ULONG cNotification,
        LPNOTIFICATION lpNotifications, ULONG* lpulFlags)
  8 HRESULT ModifyStatusRow(ULONG cValues, LPSPropValue lpColumnVals, ULONG ulFlags)
  9 HRESULT OpenProfileSection(LPMAPIUID lpUid, ULONG ulFlags,
        LPPROFSECT* lppProfileObj)
  10 HRESULT RegisterPreprocessor(LPMAPIUID lpMuid, LPTSTR lpszAdrType,
        LPTSTR lpszDLLName, LPSTR lpszPreprocess, LPSTR lpszRemovePreprocessInfo,
        ULONG ulFlags)
  11 HRESULT NewUID(LPMAPIUID lpMuid)
  12 HRESULT MakeInvalid(ULONG ulFlags, LPVOID lpObject, ULONG ulRefCount,
        ULONG cMethods)
  13 HRESULT SpoolerYield(ULONG ulFlags)
  14 HRESULT SpoolerNotify(ULONG ulFlags, LPVOID lpvData)
  15 HRESULT CreateOneOff(LPTSTR lpszName, LPTSTR lpszAdrType, LPTSTR lpszAddress,
        ULONG ulFlags, ULONG* lpcbEntryID, LPENTRYID* lppEntryID)
  16 HRESULT SetProviderUID(LPMAPIUID lpProviderID, ULONG ulFlags)
  17 HRESULT CompareEntryIDs(ULONG cbEntry1, LPENTRYID lpEntry1, ULONG cbEntry2,
        LPENTRYID lpEntry2, ULONG ulCompareFlags, ULONG* lpulResult)
  18 HRESULT OpenTemplateID(ULONG cbTemplateID, LPENTRYID lpTemplateID,
        ULONG ulTemplateFlags, LPMAPIPROP lpMAPIPropData, LPCIID lpInterface,
        LPMAPIPROP* lppMAPIPropNew, LPMAPIPROP lpMAPIPropSibling)
  19 HRESULT OpenEntry(ULONG cbEntryID, LPENTRYID lpEntryID, LPCIID lpInterface,
        ULONG ulOpenFlags, ULONG* lpulObjType, LPUNKNOWN* lppUnk)
  20 HRESULT GetOneOffTable(ULONG ulFlags, LPMAPITABLE* lppTable)
  21 HRESULT Address(ULONG_PTR* lpulUIParam, LPADRPARM lpAdrParms,
        LPADRLIST* lppAdrList)
  22 HRESULT Details(ULONG_PTR* lpulUIParam, LPFNDISMISS lpfnDismiss,
        LPVOID lpvDismissContext, ULONG cbEntryID, LPENTRYID lpEntryID,
        LPFNBUTTON lpfButtonCallback, LPVOID lpvButtonContext, LPTSTR lpszButtonText,
        ULONG ulFlags)
  23 HRESULT NewEntry(ULONG_PTR ulUIParam, ULONG ulFlags, ULONG cbEIDContainer,
        LPENTRYID lpEIDContainer, ULONG cbEIDNewEntryTpl, LPENTRYID lpEIDNewEntryTpl,
        ULONG* lpcbEIDNewEntry, LPENTRYID* lppEIDNewEntry)
  24 HRESULT DoConfigPropsheet(ULONG_PTR ulUIParam, ULONG ulFlags, LPTSTR lpszTitle,
        LPMAPITABLE lpDisplayTable, LPMAPIPROP lpCOnfigData, ULONG ulTopPage)
  25 HRESULT CopyMessages(LPCIID lpSrcInterface, LPVOID lpSrcFolder,
        LPENTRYLIST lpMsgList, LPCIID lpDestInterface, LPVOID lpDestFolder,
        ULONG_PTR ulUIParam, LPMAPIPROGRESS lpProgress, ULONG ulFlags)
  26 HRESULT CopyFolder(LPCIID lpSrcInterface, LPVOID lpSrcFolder, ULONG cbEntryID,
        LPENTRYID lpEntryID, LPCIID lpDestInterface, LPVOID lpDestFolder,
        LPTSTR lszNewFolderName, ULONG_PTR ulUIParam, LPMAPIPROGRESS lpProgress,
        ULONG ulFlags)
  27 HRESULT DoCopyTo(LPCIID lpSrcInterface, LPVOID lpSrcObj, ULONG ciidExclude,
        LPCIID rgiidExclude, LPSPropTagArray lpExcludeProps, ULONG_PTR ulUIParam,
        LPMAPIPROGRESS lpProgress, LPCIID lpDestInterface, LPVOID lpDestObj,
        ULONG ulFlags, LPSPropProblemArray* lppProblems)
  28 HRESULT DoCopyProps(LPCIID lpSrcInterface, LPVOID lpSrcObj,
        LPSPropTagArray lpIncludeProps, ULONG_PTR ulUIParam,
        LPMAPIPROGRESS lpProgress, LPCIID lpDestInterface, LPVOID lpDestObj,
        ULONG ulFlags, LPSPropProblemArray* lppProblems)
  29 HRESULT DoProgressDialog(ULONG_PTR ulUIParam, ULONG ulFlags,
        LPMAPIPROGRESS* lppProgress)
  30 HRESULT ReadReceipt(ULONG ulFlags, LPMESSAGE lpReadMessage,
        LPMESSAGE* lppEmptyMessage)
  31 HRESULT PrepareSubmit(LPMESSAGE lpMessage, ULONG* lpulFlags)
  32 HRESULT ExpandRecips(LPMESSAGE lpMessage, ULONG* lpulFlags)
  33 HRESULT UpdatePAB(ULONG ulFlags, LPMESSAGE lpMessage)
  34 HRESULT DoSentMail(ULONG ulFlags, LPMESSAGE lpMessage)
  35 HRESULT OpenAddressBook(LPCIID lpInterface, ULONG ulFlags, LPADRBOOK* lppAdrBook)
  36 HRESULT Preprocess(ULONG ulFlags, ULONG cbEntryID, LPENTRYID lpEntryID)
  37 HRESULT CompleteMsg(ULONG ulFlags, ULONG cbEntryID, LPENTRYID lpEntryID)
  38 HRESULT StoreLogoffTransports(ULONG* lpulFlags)
  39 HRESULT StatusRecips(LPMESSAGE lpMessage, LPADRLIST lpRecipList)
  40 HRESULT WrapStoreEntryID(ULONG cbOrigEntry, LPENTRYID lpOrigEntry,
        ULONG* lpcbWrappedEntry, LPENTRYID* lppWrappedEntry)
  41 HRESULT ModifyProfile(ULONG ulFlags)
  42 HRESULT IStorageFromStream(LPUNKNOWN lpUnkIn, LPCIID lpInterface, ULONG ulFlags,
        LPSTORAGE* lppStorageOut)
  43 HRESULT GetSvcConfigSupportObj(ULONG ulFlags, LPMAPISUP* lppSvcSupport)
IXPProvider
  3 HRESULT Shutdown(ULONG* lpulFlags)
  4 HRESULT TransportLogon(LPMAPISUP lpMAPISup, ULONG_PTR ulUIParam,
        LPTSTR lpszProfileName, ULONG* lpulFlags, LPMAPIERROR* lppMAPIError,
        LPXPLOGON* lppXPLogon)
IXPLogon
  3 HRESULT AddressTypes(ULONG* lpulFlags, ULONG* lpcAdrType,
        LPTSTR** lpppAdrTypeArray, ULONG* lpcMAPIUID, LPMAPIUID** lpppUIDArray)
  4 HRESULT RegisterOptions(ULONG* lpulFlags, ULONG* lpcOptions,
        LPOPTIONDATA* lppOptions)
  5 HRESULT TransportNotify(ULONG* lpulFlags, LPVOID* lppvData)
  6 HRESULT Idle(ULONG ulFlags)
  7 HRESULT TransportLogoff(ULONG ulFlags)
  8 HRESULT SubmitMessage(ULONG ulFlags, LPMESSAGE lpMessage, ULONG_PTR* lpulMsgRef,
        ULONG_PTR* lpulReturnParm)
  9 HRESULT EndMessage(ULONG_PTR ulMsgRef, ULONG* lpulFlags)
  10 HRESULT Poll(ULONG* lpulIncoming)
  11 HRESULT StartMessage(ULONG ulFlags, LPMESSAGE lpMessage, ULONG_PTR* lpulMsgRef)
  12 HRESULT OpenStatusEntry(LPCIID lpInterface, ULONG ulFlags, ULONG* lpulObjType,
        LPMAPISTATUS* lppEntry)
  13 HRESULT ValidateState(ULONG_PTR ulUIParam, ULONG ulFlags)
  14 HRESULT FlushQueues(ULONG_PTR ulUIParam, ULONG cbTargetTransport,
        LPENTRYID lpTargetTransport, ULONG ulFlags)
IMAPIStatus
  14 HRESULT ValidateState(ULONG_PTR ulUIParam, ULONG ulFlags)
  15 HRESULT SettingsDialog(ULONG_PTR ulUIParam, ULONG ulFlags)
  16 HRESULT ChangePassword(LPTSTR lpOldPass, LPTSTR lpNewPass, ULONG ulFlags)
  17 HRESULT FlushQueues(ULONG_PTR ulUIParam, ULONG cbTargetTransport,
        LPENTRYID lpTargetTransport, ULONG ulFlags)
IMAPIAdviseSink
  3 ULONG OnNotify(ULONG cNotif, LPNOTIFICATION lpNotifications)
IMAPIContainer
  14 HRESULT GetContentsTable(ULONG ulFlags, LPMAPITABLE* lppTable)
  15 HRESULT GetHierarchyTable(ULONG ulFlags, LPMAPITABLE* lppTable)
  16 HRESULT OpenEntry(ULONG cbEntryID, LPENTRYID lpEntryID, LPCIID lpInterface,
        ULONG ulFlags, ULONG* lpulObjType, LPUNKNOWN* lppUnk)
  17 HRESULT SetSearchCriteria(LPSRestriction lpRestriction,
        LPENTRYLIST lpContainerList, ULONG ulSearchFlags)
  18 HRESULT GetSearchCriteria(ULONG ulFlags, LPSRestriction* lppRestriction,
        LPENTRYLIST* lppContainerList, ULONG* lpulSearchState)
IMAPIFolder
  19 HRESULT CreateMessage(LPCIID lpInterface, ULONG ulFlags, LPMESSAGE* lppMessage)
  20 HRESULT CopyMessages(LPENTRYLIST lpMsgList, LPCIID lpInterface,
        LPVOID lpDestFolder, ULONG_PTR ulUIParam, LPMAPIPROGRESS lpProgress,
        ULONG ulFlags)
  21 HRESULT DeleteMessages(LPENTRYLIST lpMsgList, ULONG_PTR ulUIParam,
        LPMAPIPROGRESS lpProgress, ULONG ulFlags)
  22 HRESULT CreateFolder(ULONG ulFolderType, LPTSTR lpszFolderName,
        LPTSTR lpszFolderComment, LPCIID lpInterface, ULONG ulFlags,
        LPMAPIFOLDER* lppFolder)
  23 HRESULT CopyFolder(ULONG cbEntryID, LPENTRYID lpEntryID, LPCIID lpInterface,
        LPVOID lpDestFolder, LPTSTR lpszNewFolderName, ULONG_PTR ulUIParam,
        LPMAPIPROGRESS lpProgress, ULONG ulFlags)
  24 HRESULT DeleteFolder(ULONG cbEntryID, LPENTRYID lpEntryID, ULONG_PTR ulUIParam,
        LPMAPIPROGRESS lpProgress, ULONG ulFlags)
  25 HRESULT SetReadFlags(LPENTRYLIST lpMsgList, ULONG_PTR ulUIParam,
        LPMAPIPROGRESS lpProgress, ULONG ulFlags)
  26 HRESULT GetMessageStatus(ULONG cbEntryID, LPENTRYID lpEntryID, ULONG ulFlags,
        ULONG* lpulMessageStatus)
  27 HRESULT SetMessageStatus(ULONG cbEntryID, LPENTRYID lpEntryID, ULONG ulNewStatus,
        ULONG ulNewStatusMask, ULONG* lpulOldStatus)
  28 HRESULT SaveContentsSort(LPSSortOrderSet lpSortCriteria, ULONG ulFlags)
  29 HRESULT EmptyFolder(ULONG_PTR ulUIParam, LPMAPIPROGRESS lpProgress,
        ULONG ulFlags)
IMessage
  14 HRESULT GetAttachmentTable(ULONG ulFlags, LPMAPITABLE* lppTable)
  15 HRESULT OpenAttach(ULONG ulAttachmentNum, LPCIID lpInterface, ULONG ulFlags,
        LPATTACH* lppAttach)
  16 HRESULT CreateAttach(LPCIID lpInterface, ULONG ulFlags, ULONG* lpulAttachmentNum,
        LPATTACH* lppAttach)
  17 HRESULT DeleteAttach(ULONG ulAttachmentNum, ULONG_PTR ulUIParam,
        LPMAPIPROGRESS lpProgress, ULONG ulFlags)
  18 HRESULT GetRecipientTable(ULONG ulFlags, LPMAPITABLE* lppTable)
  19 HRESULT ModifyRecipients(ULONG ulFlags, LPADRLIST lpMods)
  20 HRESULT SubmitMessage(ULONG ulFlags)
  21 HRESULT SetReadFlag(ULONG ulFlags)
IMAPITable
  3 HRESULT GetLastError(HRESULT hResult, ULONG ulFlags, LPMAPIERROR* lppMAPIError)
  4 HRESULT Advise(ULONG ulEventMask, LPMAPIADVISESINK lpAdviseSink,
        ULONG_PTR* lpulConnection)
  5 HRESULT Unadvise(ULONG_PTR ulConnection)
  6 HRESULT GetStatus(ULONG* lpulTableStatus, ULONG* lpulTableType)
  7 HRESULT SetColumns(LPSPropTagArray lpPropTagArray, ULONG ulFlags)
  8 HRESULT QueryColumns(ULONG ulFlags, LPSPropTagArray* lpPropTagArray)
  9 HRESULT GetRowCount(ULONG ulFlags, ULONG* lpulCount)
  10 HRESULT SeekRow(BOOKMARK bkOrigin, LONG lRowCount, LONG* lplRowsSought)
  11 HRESULT SeekRowApprox(ULONG ulNumerator, ULONG ulDenominator)
  12 HRESULT QueryPosition(ULONG* lpulRow, ULONG* lpulNumerator,
        ULONG* lpulDenominator)
  13 HRESULT FindRow(LPSRestriction lpRestriction, BOOKMARK bkOrigin, ULONG ulFlags)
  14 HRESULT Restrict(LPSRestriction lpRestriction, ULONG ulFlags)
  15 HRESULT CreateBookmark(BOOKMARK* lpbkPosition)
  16 HRESULT FreeBookmark(BOOKMARK bkPosition)
  17 HRESULT SortTable(LPSSortOrderSet lpSortCriteria, ULONG ulFlags)
  18 HRESULT QuerySortOrder(LPSSortOrderSet* lppSortCriteria)
  19 HRESULT QueryRows(LONG lRowCount, ULONG ulFlags, LPSRowSet* lppRows)
  20 HRESULT Abort()
  21 HRESULT ExpandRow(ULONG cbInstanceKey, LPBYTE pbInstanceKey, ULONG ulRowCount,
        ULONG ulFlags, LPSRowSet* lppRows, ULONG* lpulMoreRows)
  22 HRESULT CollapseRow(ULONG cbInstanceKey, LPBYTE pbInstanceKey, ULONG ulFlags,
        ULONG* lpulRowCount)
  23 HRESULT WaitForCompletion(ULONG ulFlags, ULONG ulTimeout, ULONG* lpulTableStatus)
  24 HRESULT GetCollapseState(ULONG ulFlags, ULONG cbInstanceKey,
        LPBYTE lpbInstanceKey, ULONG* lpcbCollapseState, LPBYTE* lppbCollapseState)
  25 HRESULT SetCollapseState(ULONG ulFlags, ULONG cbCollapseState,
        LPBYTE pbCollapseState, BOOKMARK* lpbkLocation)
IMAPIProviderShutdown
  3 HRESULT QueryFastShutdown()
  4 HRESULT NotifyProcessShutdown()
  5 HRESULT DoFastShutdown()
IMAPIClientShutdown
  3 HRESULT QueryFastShutdown()
  4 HRESULT NotifyProcessShutdown()
  5 HRESULT DoFastShutdown()
IMAPISession
  3 HRESULT GetLastError(HRESULT hResult, ULONG ulFlags, LPMAPIERROR* lppMAPIError)
  4 HRESULT GetMsgStoresTable(ULONG ulFlags, LPMAPITABLE* lppTable)
  5 HRESULT OpenMsgStore(ULONG_PTR ulUIParam, ULONG cbEntryID, LPENTRYID lpEntryID,
        LPCIID lpInterface, ULONG ulFlags, LPMDB* lppMDB)
  6 HRESULT OpenAddressBook(ULONG_PTR ulUIParam, LPCIID lpInterface, ULONG ulFlags,
        LPADRBOOK* lppAdrBook)
  7 HRESULT OpenProfileSection(LPMAPIUID lpUID, LPCIID lpInterface, ULONG ulFlags,
        LPPROFSECT* lppProfSect)
  8 HRESULT GetStatusTable(ULONG ulFlags, LPMAPITABLE* lppTable)
  9 HRESULT OpenEntry(ULONG cbEntryID, LPENTRYID lpEntryID, LPCIID lpInterface,
        ULONG ulFlags, ULONG* lpulObjType, LPUNKNOWN* lppUnk)
  10 HRESULT CompareEntryIDs(ULONG cbEntryID1, LPENTRYID lpEntryID1, ULONG cbEntryID2,
        LPENTRYID lpEntryID2, ULONG ulFlags, ULONG* lpulResult)
  11 HRESULT Advise(ULONG cbEntryID, LPENTRYID lpEntryID, ULONG ulEventMask,
        LPMAPIADVISESINK lpAdviseSink, ULONG_PTR* lpulConnection)
  12 HRESULT Unadvise(ULONG_PTR ulConnection)
  13 HRESULT MessageOptions(ULONG_PTR ulUIParam, ULONG ulFlags, LPTSTR lpszAdrType,
        LPMESSAGE lpMessage)
  14 HRESULT QueryDefaultMessageOpt(LPTSTR lpszAdrType, ULONG ulFlags,
        ULONG* lpcValues, LPSPropValue* lppOptions)
  15 HRESULT EnumAdrTypes(ULONG ulFlags, ULONG* lpcAdrTypes, LPTSTR** lpppszAdrTypes)
  16 HRESULT QueryIdentity(ULONG* lpcbEntryID, LPENTRYID* lppEntryID)
  17 HRESULT Logoff(ULONG_PTR ulUIParam, ULONG ulFlags, ULONG ulReserved)
  18 HRESULT SetDefaultStore(ULONG ulFlags, ULONG cbEntryID, LPENTRYID lpEntryID)
  19 HRESULT AdminServices(ULONG ulFlags, LPSERVICEADMIN* lppServiceAdmin)
  20 HRESULT ShowForm(ULONG_PTR ulUIParam, LPMDB lpMsgStore,
        LPMAPIFOLDER lpParentFolder, LPCIID lpInterface, ULONG_PTR ulMessageToken,
        LPMESSAGE lpMessageSent, ULONG ulFlags, ULONG ulMessageStatus,
        ULONG ulMessageFlags, ULONG ulAccess, LPSTR lpszMessageClass)
  21 HRESULT PrepareForm(LPCIID lpInterface, LPMESSAGE lpMessage,
        ULONG_PTR* lpulMessageToken)
MSProvider
  0 HRESULT MSProviderInit(HINSTANCE hInstance, LPMALLOC lpMalloc,
        LPALLOCATEBUFFER lpAllocateBuffer, LPALLOCATEMORE lpAllocateMore,
        LPFREEBUFFER lpFreeBuffer, ULONG ulFlags, ULONG ulMAPIVer,
        ULONG* lpulProviderVer, LPMSPROVIDER* lppMSProvider)
MAPI
  0 SCODE MAPIAllocateBuffer(ULONG cbSize, LPVOID* lppBuffer)
  1 SCODE MAPIAllocateMore(ULONG cbSize, LPVOID lpObject, LPVOID* lppBuffer)
  2 ULONG MAPIFreeBuffer(LPVOID lpBuffer)
  3 HRESULT MAPILogonEx(ULONG_PTR ulUIParam, LPTSTR lpszProfileName,
        LPTSTR lpszPassword, ULONG ulFlags, LPMAPISESSION* lppSession)
IMalloc
  3 void* Alloc(SIZE_T cb)
  4 void* Realloc(void* pv, SIZE_T cb)
  5 void Free(void* pv)
  6 SIZE_T GetSize(void* pv)
  7 int DidAlloc(void* pv)
  8 void HeapMinimize()
IProfSect
"""

#: Whose slots come before an interface's own.
BASES = {
    "IUnknown": [],
    "IMSProvider": ["IUnknown"],
    "IMSLogon": ["IUnknown"],
    "IMAPIProp": ["IUnknown"],
    "IMsgStore": ["IMAPIProp", "IUnknown"],
    "IMAPISupport": ["IUnknown"],
    "IXPProvider": ["IUnknown"],
    "IXPLogon": ["IUnknown"],
    "IMAPIStatus": ["IMAPIProp", "IUnknown"],
    "IMAPIAdviseSink": ["IUnknown"],
    "IMAPIContainer": ["IMAPIProp", "IUnknown"],
    "IMAPIFolder": ["IMAPIContainer", "IMAPIProp", "IUnknown"],
    "IMessage": ["IMAPIProp", "IUnknown"],
    "IMAPITable": ["IUnknown"],
    "IMAPIProviderShutdown": ["IUnknown"],
    "IMAPIClientShutdown": ["IUnknown"],
    "IMAPISession": ["IUnknown"],
    "IProfSect": ["IMAPIProp", "IUnknown"],
    "IMalloc": ["IUnknown"],
    "MSProvider": [],
    "MAPI": [],
}

SIDES = {
    "IUnknown": Side.EITHER,
    "IMAPIProp": Side.EITHER,
    "IMAPITable": Side.EITHER,
    "IMSProvider": Side.PROVIDER,
    "IMSLogon": Side.PROVIDER,
    "IMsgStore": Side.PROVIDER,
    "IMAPIStatus": Side.PROVIDER,
    "IMAPIContainer": Side.PROVIDER,
    "IMAPIFolder": Side.PROVIDER,
    "IMessage": Side.PROVIDER,
    "IMAPIProviderShutdown": Side.PROVIDER,
    "IXPProvider": Side.PROVIDER,
    "IXPLogon": Side.PROVIDER,
    "MSProvider": Side.PROVIDER,
    "IMAPISupport": Side.MAPI,
    "IMAPIAdviseSink": Side.MAPI,
    "IMAPISession": Side.MAPI,
    "IMAPIClientShutdown": Side.MAPI,
    "IProfSect": Side.MAPI,
    "IMalloc": Side.MAPI,
    "MAPI": Side.MAPI,
}

IIDS = {
    "IUnknown": identifiers.IID_IUnknown,
    "IMAPIProp": identifiers.IID_IMAPIProp,
    "IMAPITable": identifiers.IID_IMAPITable,
    "IMSProvider": identifiers.IID_IMSProvider,
    "IMSLogon": identifiers.IID_IMSLogon,
    "IMsgStore": identifiers.IID_IMsgStore,
    "IMAPIStatus": identifiers.IID_IMAPIStatus,
    "IMAPIContainer": identifiers.IID_IMAPIContainer,
    "IMAPIFolder": identifiers.IID_IMAPIFolder,
    "IMessage": identifiers.IID_IMessage,
    "IMAPIProviderShutdown": identifiers.IID_IMAPIProviderShutdown,
    "IXPProvider": identifiers.IID_IXPProvider,
    "IXPLogon": identifiers.IID_IXPLogon,
    "IMAPISupport": identifiers.IID_IMAPISup,
    "IMAPIAdviseSink": identifiers.IID_IMAPIAdviseSink,
    "IMAPISession": identifiers.IID_IMAPISession,
    "IMAPIClientShutdown": identifiers.IID_IMAPIClientShutdown,
    "IProfSect": identifiers.IID_IProfSect,
    "IMalloc": identifiers.IID_IMalloc,
    "MSProvider": None,
    "MAPI": None,
}

#: Interfaces that a parameter may be of although the table has no rows for them.
OUTSIDE = {"IAddrBook", "IAttach", "IMAPIProgress", "IMsgServiceAdmin", "IStorage"}


def read_headers() -> dict[str, dict[int, str]]:
    """Read HEADERS: interface to slot to declaration."""
    found: dict[str, dict[int, str]] = {}
    name, slot = "", 0
    for line in HEADERS.strip().splitlines():
        text = line.strip()
        if not line.startswith(" "):
            name = text
            found[name] = {}
        elif text[0].isdigit():
            number, declaration = text.split(" ", 1)
            slot = int(number)
            found[name][slot] = declaration
        else:
            found[name][slot] += " " + text
    return found


DECLARED = read_headers()

METHODS = [
    pytest.param(interface, method, id=f"{interface.name}.{method.name}")
    for interface in INTERFACES.values()
    for method in interface.methods.values()
]

PARAMETERS = [
    parameter
    for interface in INTERFACES.values()
    for method in interface.methods.values()
    for parameter in method.parameters
]


def parameter(interface: str, method: str, name: str) -> Parameter:
    """Find a parameter that must be there."""
    found = INTERFACES[interface].methods[method].parameter(name)
    assert found is not None
    return found


class TestDeclarations:
    """Slots and declarations are the headers'."""

    def test_interfaces_are_declared(self) -> None:
        """The table holds exactly the interfaces whose headers stand here."""
        assert set(INTERFACES) == set(DECLARED)

    @pytest.mark.parametrize("name", DECLARED)
    def test_slots_are_the_headers(self, name: str) -> None:
        """Every slot, inherited ones included, has the header's declaration."""
        expected = dict(DECLARED[name])
        for base in BASES[name]:
            expected |= DECLARED[base]

        methods = INTERFACES[name].methods.values()

        assert {row.slot: row.declaration() for row in methods} == expected

    @pytest.mark.parametrize("name", DECLARED)
    def test_slots_leave_no_gap(self, name: str) -> None:
        """Methods stand in slot order, from the first slot to the last."""
        slots = [method.slot for method in INTERFACES[name].methods.values()]

        assert slots == list(range(len(slots)))

    @pytest.mark.parametrize(
        ("interface", "method", "slot"),
        [
            ("IMSProvider", "Shutdown", 3),
            ("IMSProvider", "Logon", 4),
            ("IMSLogon", "Logoff", 4),
            ("IMSLogon", "OpenStatusEntry", 9),
            ("IMsgStore", "Release", 2),
            ("IMsgStore", "GetProps", 5),
            ("IMsgStore", "StoreLogoff", 21),
            ("IMsgStore", "NotifyNewMail", 26),
            ("IMAPIStatus", "FlushQueues", 17),
            ("IMAPISupport", "UpdatePAB", 33),
            ("IMAPISupport", "Preprocess", 36),
            ("IMAPISupport", "StoreLogoffTransports", 38),
            ("IMAPISupport", "GetSvcConfigSupportObj", 43),
            ("IXPLogon", "FlushQueues", 14),
            ("IMAPIFolder", "EmptyFolder", 29),
        ],
    )
    def test_slot_is_known_by_heart(
        self, interface: str, method: str, slot: int
    ) -> None:
        """Slots that others got wrong are right here."""
        assert INTERFACES[interface].methods[method].slot == slot

    def test_support_is_whole(self) -> None:
        """IMAPISupport has forty-four slots."""
        assert len(INTERFACES["IMAPISupport"].methods) == 44


class TestInterfaces:
    """What an interface is besides its methods."""

    @pytest.mark.parametrize("name", INTERFACES)
    def test_base_is_the_headers(self, name: str) -> None:
        """An interface names the one it is derived from."""
        expected = BASES[name][0] if BASES[name] else None

        assert INTERFACES[name].name == name
        assert INTERFACES[name].base == expected

    @pytest.mark.parametrize(("name", "side"), SIDES.items())
    def test_side_is_known(self, name: str, side: Side) -> None:
        """An interface says who implements it."""
        assert INTERFACES[name].side is side

    def test_sides_are_complete(self) -> None:
        """The side of every interface is checked here."""
        assert set(SIDES) == set(INTERFACES)

    @pytest.mark.parametrize(("name", "iid"), IIDS.items())
    def test_iid_is_its_own(self, name: str, iid: Iid | None) -> None:
        """An interface has its id, and a group of functions has none."""
        assert INTERFACES[name].iid == iid

    def test_iids_are_complete(self) -> None:
        """The id of every interface is checked here."""
        assert set(IIDS) == set(INTERFACES)

    def test_interfaces_are_hashable(self) -> None:
        """An interface may be a key, although its methods are a mapping."""
        assert len(set(INTERFACES.values())) == 21


class TestMethods:
    """What holds for every row."""

    @pytest.mark.parametrize(("interface", "method"), METHODS)
    def test_key_is_its_name(self, interface: Interface, method: Method) -> None:
        """A method is found under its own name."""
        assert interface.methods[method.name] is method

    @pytest.mark.parametrize(("interface", "method"), METHODS)
    def test_parameter_names_are_unique(
        self, interface: Interface, method: Method
    ) -> None:
        """No two parameters of a method share a name."""
        names = [each.name for each in method.parameters]

        assert len(set(names)) == len(names)

    @pytest.mark.parametrize("name", INTERFACES)
    def test_python_names_are_unique(self, name: str) -> None:
        """No two methods of an interface share a name in Python."""
        names = [method.python for method in INTERFACES[name].methods.values()]

        assert len(set(names)) == len(names)
        assert all(python.isidentifier() for python in names)

    def test_parameter_is_found(self) -> None:
        """A parameter is found by its name, and another is not."""
        method = INTERFACES["IMsgStore"].methods["StoreLogoff"]

        assert method.parameter("flags") is method.parameters[0]
        assert method.parameter("word") is None


class TestParameters:
    """What holds for every parameter, and for some."""

    def test_families_exist(self) -> None:
        """Every family named by a parameter is one."""
        assert {each.family for each in PARAMETERS} <= set(FAMILIES)

    def test_interfaces_exist(self) -> None:
        """An object's interface is in the table, or known to stand outside it."""
        named = {each.interface for each in PARAMETERS if each.interface}

        assert named - set(INTERFACES) == OUTSIDE

    def test_only_objects_have_interfaces(self) -> None:
        """A parameter that names an interface is an object."""
        assert {each.type for each in PARAMETERS if each.interface} == {Type.OBJECT}

    def test_only_words_have_families(self) -> None:
        """A parameter that names a family is a word or a number."""
        named = {each.type for each in PARAMETERS if each.family != "NONE"}

        assert named <= {Type.FLAGS, Type.NUMBER, Type.SIZED}

    def test_only_what_goes_in_is_required(self) -> None:
        """A scenario cannot be asked for what only comes out."""
        assert all(each.takes for each in PARAMETERS if each.required)

    def test_what_comes_out_is_a_pointer(self) -> None:
        """In C whatever comes out is written through pointers."""
        given = [each for each in PARAMETERS if each.gives]
        by_name = {"LPMAPIUID lpMuid"}

        assert {
            c for each in given for c in each.c if "*" not in c.rsplit(" ", 1)[0]
        } == by_name

    @pytest.mark.parametrize(
        ("direction", "takes", "gives"),
        [
            (Direction.IN, True, False),
            (Direction.OUT, False, True),
            (Direction.INOUT, True, True),
        ],
    )
    def test_direction_says_who_reads(
        self,
        direction: Direction,
        takes: bool,  # noqa: FBT001 - one column of the table
        gives: bool,  # noqa: FBT001 - one column of the table
    ) -> None:
        """What goes in is taken, what comes out is given, and a word may be both."""
        word = Parameter(
            name="word", type=Type.FLAGS, direction=direction, c=("ULONG* lpulWord",)
        )

        assert (word.takes, word.gives) == (takes, gives)

    def test_logoff_word_is_whole(self) -> None:
        """StoreLogoff needs its word and is compared in the bits of its answer."""
        assert parameter("IMsgStore", "StoreLogoff", "flags") == Parameter(
            name="flags",
            type=Type.FLAGS,
            direction=Direction.INOUT,
            c=("ULONG* lpulFlags",),
            family="LOGOFF",
            required=True,
            mask=0xF0000,
        )

    def test_other_words_are_compared_whole(self) -> None:
        """Only the two words of a store's logoff have a mask."""
        masked = {each.mask for each in PARAMETERS}

        assert masked == {0xFFFFFFFF, flags.LOGOFF_ANSWERS}
        assert parameter("IMSLogon", "Logoff", "flags").mask == 0xFFFFFFFF

    def test_required_ones_are_these(self) -> None:
        """A scenario must give these, and for the rest 0 or null will do."""
        required = {
            (method.name, each.name)
            for name in ("IMSProvider", "IMSLogon", "IMsgStore", "IMAPISupport")
            for method in INTERFACES[name].methods.values()
            for each in method.parameters
            if each.required
        }

        assert required == {
            ("QueryInterface", "interface"),
            ("OpenProperty", "tag"),
            ("SetProps", "props"),
            ("DeleteProps", "tags"),
            ("CopyProps", "include_props"),
            ("Advise", "mask"),
            ("Unadvise", "connection"),
            ("StoreLogoff", "flags"),
            ("AbortSubmit", "entryid"),
            ("SetLockState", "message"),
            ("SetLockState", "state"),
            ("FinishedMsg", "entryid"),
            ("Subscribe", "mask"),
            ("Unsubscribe", "connection"),
            ("StoreLogoffTransports", "flags"),
        }

    @pytest.mark.parametrize(
        ("interface", "method", "names"),
        [
            (
                "IMSProvider",
                "Logon",
                "support ui profile entryid flags interface security error logon store",
            ),
            (
                "IMSProvider",
                "SpoolerLogon",
                "support ui profile entryid flags interface security error logon store",
            ),
            ("IMSProvider", "CompareStoreIDs", "first second flags result"),
            ("IMSLogon", "OpenEntry", "entryid interface flags type object"),
            ("IMsgStore", "Advise", "entryid mask sink connection"),
            ("IMsgStore", "GetProps", "tags flags props"),
            ("IMsgStore", "SetReceiveFolder", "class flags entryid"),
            ("IMsgStore", "GetReceiveFolder", "class flags entryid explicit"),
            ("IMAPISupport", "Subscribe", "key mask flags sink connection"),
            ("IMAPISupport", "Notify", "key notifications flags"),
            ("IMAPISupport", "MakeInvalid", "flags object references methods"),
            ("IMAPISupport", "WrapStoreEntryID", "entryid wrapped"),
            (
                "MSProvider",
                "MSProviderInit",
                (
                    "instance malloc allocate allocate_more free flags version"
                    " provider_version provider"
                ),
            ),
            ("MAPI", "MAPIAllocateMore", "size parent buffer"),
            ("IMAPIStatus", "FlushQueues", "ui target flags"),
            ("IMAPITable", "FindRow", "restriction origin flags"),
        ],
    )
    def test_names_are_without_hungarian(
        self, interface: str, method: str, names: str
    ) -> None:
        """Counts and pointers are one, and prefixes are gone."""
        found = INTERFACES[interface].methods[method].parameters

        assert [each.name for each in found] == names.split()

    def test_security_turns_round(self) -> None:
        """What Logon gives for the spooler, SpoolerLogon takes."""
        given = parameter("IMSProvider", "Logon", "security")
        taken = parameter("IMSProvider", "SpoolerLogon", "security")

        assert given.direction is Direction.OUT
        assert taken.direction is Direction.IN
        assert given.type is taken.type is Type.BINARY


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("StoreLogoff", "store_logoff"),
        ("NewUID", "new_uid"),
        ("SetProviderUID", "set_provider_uid"),
        ("UpdatePAB", "update_pab"),
        ("GetIDsFromNames", "get_ids_from_names"),
        ("GetNamesFromIDs", "get_names_from_ids"),
        ("IStorageFromStream", "i_storage_from_stream"),
        ("CompareEntryIDs", "compare_entry_ids"),
        ("MSProviderInit", "ms_provider_init"),
        ("MAPIAllocateBuffer", "mapi_allocate_buffer"),
        ("OpenTemplateID", "open_template_id"),
        ("AddRef", "add_ref"),
        ("Poll", "poll"),
    ],
)
def test_names_become_pythons(name: str, spelled: str) -> None:
    """A method's name in Python is in lower case, its words joined by underscores."""
    assert snake(name) == spelled
