#!/usr/bin/env node
// A message store provider of the deferred reading, and the testee around it.
// Written from docs/wire.md; Node.js alone, no packages.
//
// FLAW=default-not-abort makes it ask for LOGOFF_NO_WAIT where StoreLogoff never came.
"use strict";

const fs = require("fs");

// -- MAPI's words ------------------------------------------------------------------

const S_OK = 0;
const MAPI_E_INTERFACE_NOT_SUPPORTED = 0x80004002;
const MAPI_E_INVALID_PARAMETER = 0x80070057;
const MAPI_E_VERSION = 0x80040110;
const MAPI_E_NOT_FOUND = 0x8004010f;
const MAPI_W_ERRORS_RETURNED = 0x00040380;
const NAMES = {
  [S_OK]: "S_OK",
  [MAPI_E_INTERFACE_NOT_SUPPORTED]: "MAPI_E_INTERFACE_NOT_SUPPORTED",
  [MAPI_E_INVALID_PARAMETER]: "MAPI_E_INVALID_PARAMETER",
  [MAPI_E_VERSION]: "MAPI_E_VERSION",
  [MAPI_W_ERRORS_RETURNED]: "MAPI_W_ERRORS_RETURNED",
};
const LOGOFF_NO_WAIT = 0x1;
const LOGOFF_ABORT = 0x8;
const LOGOFF_REQUESTS = 0x1f;
const SPI_VERSION = 0x00010010;
const PR_OBJECT_TYPE = 0x0ffe0003;
const PR_ENTRYID = 0x0fff0102;
const PR_STORE_ENTRYID = 0x0ffb0102;
const PR_RECORD_KEY = 0x0ff90102;
const PT_ERROR = 0x000a;
const MAPI_STORE = 1;
const iid = (first) => `{${first}-0000-0000-C000-000000000046}`;
const IUNKNOWN = iid("00000000");
const PROVIDER_FACES = [IUNKNOWN, iid("00020310")];
const LOGON_FACES = [IUNKNOWN, iid("00020313")];
const STORE_FACES = [IUNKNOWN, iid("00020303"), iid("00020306")];

// -- lines -------------------------------------------------------------------------

const chunk = Buffer.alloc(65536);
let buffered = "";

function readMessage() {
  for (;;) {
    const end = buffered.indexOf("\n");
    if (end >= 0) {
      const line = buffered.slice(0, end);
      buffered = buffered.slice(end + 1);
      return JSON.parse(line);
    }
    const count = fs.readSync(0, chunk, 0, chunk.length, null);
    if (count === 0) process.exit(0); // the suite has gone
    buffered += chunk.toString("latin1", 0, count); // our own text is ASCII
  }
}

function send(message) {
  const line = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }) + "\n");
  for (let at = 0; at < line.length; ) at += fs.writeSync(1, line, at);
}

// -- calls into MAPI ---------------------------------------------------------------

let lastId = 0;
let serving = null; // the request that is being answered

function callMapi(method, object, args = {}) {
  const id = ++lastId;
  send({ id, method, params: { object, parent: serving, thread: 0, arguments: args } });
  for (;;) {
    const message = readMessage();
    if (message.method !== undefined) answer(message);
    else if (message.id === id) return message.result || { code: MAPI_E_INVALID_PARAMETER };
  }
}

// -- objects -----------------------------------------------------------------------

let lastHandle = 0; // never used twice, a reset notwithstanding
let objects = new Map();
let stores = new Map(); // open stores by entry identifier

class Counted {
  constructor(name, faces) {
    this.handle = ++lastHandle;
    this.name = name;
    this.faces = faces;
    this.references = 1;
    objects.set(this.handle, this);
  }
  pointer() {
    return { provider: this.handle, interface: this.name, identity: this.handle };
  }
  QueryInterface({ interface: wanted }) {
    if (!wanted || !this.faces.includes(wanted.iid.toUpperCase()))
      return { code: MAPI_E_INTERFACE_NOT_SUPPORTED, out: { object: null } };
    this.references++;
    return { code: S_OK, out: { object: this.pointer() } };
  }
  AddRef() {
    return { value: ++this.references };
  }
  Release() {
    if (--this.references === 0) this.end();
    return { value: Math.max(0, this.references) };
  }
  end() {}
}

class Provider extends Counted {
  constructor() {
    super("IMSProvider", PROVIDER_FACES);
  }
  Logon({ support, entryid, interface: wanted }) {
    const none = { security: null, error: null, logon: null, store: null };
    if (wanted && !STORE_FACES.includes(wanted.iid.toUpperCase()))
      return { code: MAPI_E_INTERFACE_NOT_SUPPORTED, out: none };
    const key = entryid === null ? "" : entryid.base64;
    const open = stores.get(key);
    if (open !== undefined && open.support !== null) {
      open.references++; // the same store again, and no second logon object
      return { code: S_OK, out: { ...none, store: open.pointer() } };
    }
    const store = new Store(support.mapi, entryid);
    stores.set(key, store);
    const out = { ...none, logon: store.logon.pointer(), store: store.pointer() };
    return { code: S_OK, out };
  }
  Shutdown() {
    return { code: S_OK };
  }
}

class Logon extends Counted {
  constructor(store) {
    super("IMSLogon", LOGON_FACES);
    this.store = store;
  }
  Logoff() {
    this.store.end();
    return { code: S_OK };
  }
}

class Store extends Counted {
  constructor(support, entryid) {
    super("IMsgStore", STORE_FACES);
    this.entryid = entryid || { base64: "" };
    this.support = support;
    this.flag = process.env.FLAW === "default-not-abort" ? LOGOFF_NO_WAIT : LOGOFF_ABORT;
    this.logon = new Logon(this);
    callMapi("IMAPISupport.AddRef", support);
  }
  StoreLogoff({ flags }) {
    if (flags === undefined) return { code: MAPI_E_INVALID_PARAMETER }; // a null pointer
    this.flag = flags & LOGOFF_REQUESTS || this.flag;
    return { code: S_OK, out: { flags: 0 } };
  }
  GetProps({ tags }) {
    const held = new Map([
      [PR_OBJECT_TYPE, MAPI_STORE],
      [PR_ENTRYID, this.entryid],
      [PR_STORE_ENTRYID, this.entryid],
      [PR_RECORD_KEY, this.entryid],
    ]);
    const props = (tags || [...held.keys()]).map((tag) =>
      held.has(tag)
        ? { tag, value: held.get(tag) }
        : { tag: ((tag & 0xffff0000) | PT_ERROR) >>> 0, value: MAPI_E_NOT_FOUND }
    );
    const whole = props.every(({ tag }) => held.has(tag));
    return { code: whole ? S_OK : MAPI_W_ERRORS_RETURNED, out: { props } };
  }
  end() {
    const support = this.support;
    if (support === null) return;
    this.support = null;
    callMapi("IMAPISupport.StoreLogoffTransports", support, { flags: this.flag });
    callMapi("IMAPISupport.Release", support); // MAPI now calls our logon object
  }
}

// -- requests of the suite ---------------------------------------------------------

const PROTOCOL = {
  hello: () => ({
    protocol: "1.0",
    name: "wire-node",
    version: "1.0",
    language: `Node.js ${process.versions.node}`,
    profiles: ["deferred"],
    capabilities: [],
    can: ["reset", "census"],
  }),
  reset: () => {
    objects = new Map();
    stores = new Map();
    return {};
  },
  census: () => ({
    provider: [...objects.values()]
      .filter((each) => each.references > 0)
      .map(({ handle, name, references }) => ({ object: handle, interface: name, references })),
  }),
  bye: () => ({}),
};

function msProviderInit({ version }) {
  if (version < SPI_VERSION)
    return { code: MAPI_E_VERSION, out: { provider_version: SPI_VERSION, provider: null } };
  const provider = new Provider().pointer();
  return { code: S_OK, out: { provider_version: SPI_VERSION, provider } };
}

function perform(method, params) {
  if (PROTOCOL[method]) return PROTOCOL[method]();
  if (method === "MSProvider.MSProviderInit") return msProviderInit(params.arguments);
  const target = objects.get(params.object);
  const name = method.split(".")[1];
  if (target === undefined || typeof target[name] !== "function") return undefined;
  const result = target[name](params.arguments);
  if (result.code !== undefined) result.name = NAMES[result.code];
  return result;
}

function answer({ id, method, params }) {
  const before = serving;
  serving = id;
  try {
    const result = perform(method, params);
    if (result === undefined) {
      send({ id, error: { code: -32601, message: `no ${method}` } });
    } else {
      send({ id, result });
    }
  } catch (error) {
    send({ id, error: { code: -32000, message: String(error), data: { kind: "raised" } } });
  }
  serving = before;
  if (method === "bye") process.exit(0);
}

for (;;) answer(readMessage());
