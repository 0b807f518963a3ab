// A message store provider of the eager reading, and the testee around it.
// Written from docs/wire.md, with nlohmann-json for the messages.
//
// The provider below knows nothing of JSON: it is what a provider in C++ looks like,
// with a few pages of MAPI's types. The testee is the part behind it.
//
// FLAW=drops-the-answer makes StoreLogoff hand the answer of the transports to nobody.

#include <cstdint>
#include <cstdlib>
#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

using json = nlohmann::json;

// -- MAPI's words --------------------------------------------------------------------

using HRESULT = std::uint32_t;
using ULONG = std::uint32_t;

constexpr HRESULT S_OK_ = 0;
constexpr HRESULT E_NOINTERFACE_ = 0x80004002;
constexpr HRESULT E_INVALIDARG_ = 0x80070057;
constexpr HRESULT MAPI_E_VERSION_ = 0x80040110;
constexpr HRESULT MAPI_E_NOT_FOUND_ = 0x8004010F;
constexpr HRESULT MAPI_W_ERRORS_RETURNED_ = 0x00040380;

constexpr ULONG LOGOFF_ABORT_ = 0x00000008;
constexpr ULONG LOGOFF_REQUESTS = 0x0000001F;
constexpr ULONG LOGOFF_ANSWERS = 0x001F0000;
constexpr ULONG CURRENT_SPI_VERSION_ = 0x00010010;
constexpr ULONG PR_OBJECT_TYPE_ = 0x0FFE0003;
constexpr ULONG PR_ENTRYID_ = 0x0FFF0102;
constexpr ULONG PR_STORE_ENTRYID_ = 0x0FFB0102;
constexpr ULONG PR_RECORD_KEY_ = 0x0FF90102;
constexpr ULONG PT_ERROR_ = 0x000A;
constexpr ULONG MAPI_STORE_ = 1;

const std::string IID_IUnknown_ = "{00000000-0000-0000-C000-000000000046}";
const std::string IID_IMAPIProp_ = "{00020303-0000-0000-C000-000000000046}";
const std::string IID_IMsgStore_ = "{00020306-0000-0000-C000-000000000046}";
const std::string IID_IMSProvider_ = "{00020310-0000-0000-C000-000000000046}";
const std::string IID_IMSLogon_ = "{00020313-0000-0000-C000-000000000046}";

const char *name_of(HRESULT code) {
    switch (code) {
    case S_OK_: return "S_OK";
    case E_NOINTERFACE_: return "MAPI_E_INTERFACE_NOT_SUPPORTED";
    case E_INVALIDARG_: return "MAPI_E_INVALID_PARAMETER";
    case MAPI_E_VERSION_: return "MAPI_E_VERSION";
    case MAPI_W_ERRORS_RETURNED_: return "MAPI_W_ERRORS_RETURNED";
    default: return "";
    }
}

bool flawed(const char *name) {
    const char *flaw = std::getenv("FLAW");
    return flaw != nullptr && std::string(flaw) == name;
}

// -- the provider --------------------------------------------------------------------

// What the provider holds of MAPI.
struct Support {
    virtual ~Support() = default;
    virtual ULONG AddRef() = 0;
    virtual ULONG Release() = 0;
    virtual HRESULT StoreLogoffTransports(ULONG *flags) = 0;
};

// References and interfaces. Objects stay in memory until the testee is reset, so
// that a call on an object that has ended is answered and not a crash.
class Unknown {
public:
    virtual ~Unknown() = default;
    virtual bool has(const std::string &iid) const = 0;

    HRESULT QueryInterface(const std::string &iid, Unknown **found) {
        *found = nullptr;
        if (iid != IID_IUnknown_ && !has(iid))
            return E_NOINTERFACE_;
        AddRef();
        *found = this;
        return S_OK_;
    }
    ULONG AddRef() { return ++references_; }
    ULONG Release() {
        if (references_ == 0)
            return 0;
        if (--references_ == 0)
            end();
        return references_;
    }
    ULONG references() const { return references_; }

protected:
    virtual void end() {}

private:
    ULONG references_ = 1;
};

class Store;

class Logon : public Unknown {
public:
    explicit Logon(Store &store) : store_(store) {}
    bool has(const std::string &iid) const override { return iid == IID_IMSLogon_; }
    HRESULT Logoff();

private:
    Store &store_;
};

// The eager reading: StoreLogoff asks the transports at once.
class Store : public Unknown {
public:
    Store(std::unique_ptr<Support> support, std::string entryid)
        : support_(std::move(support)), entryid_(std::move(entryid)) {
        support_->AddRef();
    }
    bool has(const std::string &iid) const override {
        return iid == IID_IMAPIProp_ || iid == IID_IMsgStore_;
    }
    bool open() const { return open_; }

    HRESULT StoreLogoff(ULONG *flags) {
        if (flags == nullptr)
            return E_INVALIDARG_;
        ULONG word = *flags & LOGOFF_REQUESTS;
        if (word == 0)
            word = LOGOFF_ABORT_;
        HRESULT code = S_OK_;
        if (open_) {
            code = support_->StoreLogoffTransports(&word);
            told_ = true;
        }
        *flags = flawed("drops-the-answer") ? 0 : word & LOGOFF_ANSWERS;
        return code;
    }
    // As it was given; what is in it is nobody's business here.
    const std::string &entryid() const { return entryid_; }
    void end() override {
        if (!open_)
            return;
        open_ = false;
        if (!told_) {
            ULONG word = LOGOFF_ABORT_;
            support_->StoreLogoffTransports(&word);
        }
        support_->Release(); // MAPI calls the logon object before this is over
    }

private:
    std::unique_ptr<Support> support_;
    std::string entryid_;
    bool open_ = true;
    bool told_ = false;
};

HRESULT Logon::Logoff() {
    store_.end();
    return S_OK_;
}

// Hands a store that is open out again.
class Provider : public Unknown {
public:
    using Keep = std::function<void(std::shared_ptr<Unknown>)>;

    explicit Provider(Keep keep) : keep_(std::move(keep)) {}
    bool has(const std::string &iid) const override { return iid == IID_IMSProvider_; }

    HRESULT Logon_(std::unique_ptr<Support> support, const std::string &entryid,
                   const std::optional<std::string> &iid, Logon **logon, Store **store) {
        *logon = nullptr;
        *store = nullptr;
        if (iid && *iid != IID_IUnknown_ && *iid != IID_IMAPIProp_ && *iid != IID_IMsgStore_)
            return E_NOINTERFACE_;
        auto &known = opened_[entryid];
        if (known && known->open()) {
            known->AddRef();
            *store = known.get();
            return S_OK_;
        }
        known = std::make_shared<Store>(std::move(support), entryid);
        auto made = std::make_shared<Logon>(*known);
        keep_(known);
        keep_(made);
        *logon = made.get();
        *store = known.get();
        return S_OK_;
    }
    HRESULT Shutdown() { return S_OK_; }

private:
    Keep keep_;
    std::map<std::string, std::shared_ptr<Store>> opened_;
};

// -- the testee ----------------------------------------------------------------------

class Testee {
public:
    void run() {
        std::string line;
        while (!over_ && std::getline(std::cin, line))
            answer(json::parse(line));
    }

    // Makes a request and answers those that come before its answer does.
    json call(const std::string &method, std::uint64_t object, json arguments) {
        const std::uint64_t id = ++last_id_;
        json params = {{"object", object}, {"parent", serving_}, {"thread", 0}};
        params["arguments"] = std::move(arguments);
        send({{"id", id}, {"method", method}, {"params", std::move(params)}});
        std::string line;
        while (std::getline(std::cin, line)) {
            json message = json::parse(line);
            if (message.contains("method"))
                answer(message);
            else if (message["id"] == id)
                return message.value("result", json{{"code", E_INVALIDARG_}});
        }
        std::exit(0); // the suite has gone
    }

private:
    struct Held {
        std::shared_ptr<Unknown> object;
        std::string interface;
    };

    std::uint64_t last_id_ = 0;
    std::uint64_t last_handle_ = 0; // never used twice, a reset notwithstanding
    json serving_ = nullptr;        // the request that is being answered
    bool over_ = false;
    std::map<std::uint64_t, Held> objects_;
    std::map<const Unknown *, std::uint64_t> handles_;
    std::vector<std::shared_ptr<Unknown>> kept_;

    static void send(json message) {
        message["jsonrpc"] = "2.0";
        std::cout << message.dump() << '\n' << std::flush;
    }

    void answer(const json &message) {
        const json before = serving_;
        serving_ = message.value("id", json());
        json reply = {{"id", serving_}};
        const std::string method = message["method"];
        try {
            std::optional<json> result = perform(method, message["params"]);
            if (result)
                reply["result"] = std::move(*result);
            else
                reply["error"] = {{"code", -32601}, {"message", "no " + method}};
        } catch (const std::exception &error) {
            reply["error"] = {{"code", -32000},
                              {"message", error.what()},
                              {"data", {{"kind", "raised"}}}};
        }
        send(std::move(reply));
        serving_ = before;
        over_ = over_ || method == "bye";
    }

    std::optional<json> perform(const std::string &method, const json &params) {
        if (method == "hello")
            return hello();
        if (method == "reset")
            return reset();
        if (method == "census")
            return census();
        if (method == "bye")
            return json::object();
        if (method == "MSProvider.MSProviderInit")
            return ms_provider_init(params["arguments"]);
        auto found = objects_.find(params["object"].get<std::uint64_t>());
        if (found == objects_.end())
            return std::nullopt;
        return call_object(*found->second.object, method.substr(method.find('.') + 1), params);
    }

    json hello() const {
        return {{"protocol", "1.0"},  {"name", "wire-cpp"},
                {"version", "1.0"},   {"language", "C++17"},
                {"profiles", {"eager"}}, {"capabilities", json::array()},
                {"can", {"reset", "census"}}};
    }

    json reset() {
        objects_.clear();
        handles_.clear();
        kept_.clear();
        return json::object();
    }

    json census() const {
        json held = json::array();
        for (const auto &[handle, each] : objects_)
            if (each.object->references() > 0)
                held.push_back({{"object", handle},
                                {"interface", each.interface},
                                {"references", each.object->references()}});
        return {{"provider", held}};
    }

    json ms_provider_init(const json &arguments) {
        json out = {{"provider_version", CURRENT_SPI_VERSION_}, {"provider", nullptr}};
        if (arguments["version"].get<ULONG>() < CURRENT_SPI_VERSION_)
            return coded(MAPI_E_VERSION_, out);
        auto made = std::make_shared<Provider>(
            [this](std::shared_ptr<Unknown> each) { kept_.push_back(std::move(each)); });
        kept_.push_back(made);
        out["provider"] = pointer(made.get(), "IMSProvider");
        return coded(S_OK_, out);
    }

    std::optional<json> call_object(Unknown &object, const std::string &name, const json &params) {
        const json arguments = params.value("arguments", json::object());
        if (name == "AddRef")
            return json{{"value", object.AddRef()}};
        if (name == "Release")
            return json{{"value", object.Release()}};
        if (name == "QueryInterface")
            return query_interface(object, arguments);
        if (auto *provider = dynamic_cast<Provider *>(&object)) {
            if (name == "Logon")
                return log_on(*provider, arguments);
            if (name == "Shutdown")
                return coded(provider->Shutdown());
        }
        if (auto *logon = dynamic_cast<Logon *>(&object); logon && name == "Logoff")
            return coded(logon->Logoff());
        if (auto *store = dynamic_cast<Store *>(&object)) {
            if (name == "StoreLogoff")
                return store_logoff(*store, arguments);
            if (name == "GetProps")
                return get_props(*store, arguments["tags"]);
        }
        return std::nullopt;
    }

    json query_interface(Unknown &object, const json &arguments) {
        Unknown *found = nullptr;
        const std::string iid = iid_of(arguments["interface"]).value_or("");
        const HRESULT code = object.QueryInterface(iid, &found);
        return coded(code, {{"object", pointer(found, "")}});
    }

    json log_on(Provider &provider, const json &arguments);

    json store_logoff(Store &store, const json &arguments) {
        if (!arguments.contains("flags")) // a null pointer
            return coded(store.StoreLogoff(nullptr));
        ULONG flags = arguments["flags"];
        const HRESULT code = store.StoreLogoff(&flags);
        return coded(code, {{"flags", flags}});
    }

    static json get_props(const Store &store, const json &tags) {
        const json entryid = {{"base64", store.entryid()}};
        const std::map<ULONG, json> held = {{PR_OBJECT_TYPE_, MAPI_STORE_},
                                            {PR_ENTRYID_, entryid},
                                            {PR_STORE_ENTRYID_, entryid},
                                            {PR_RECORD_KEY_, entryid}};
        std::vector<ULONG> asked;
        if (tags.is_null())
            for (const auto &each : held)
                asked.push_back(each.first);
        else
            asked = tags.get<std::vector<ULONG>>();
        HRESULT code = S_OK_;
        json props = json::array();
        for (ULONG tag : asked) {
            const auto found = held.find(tag);
            if (found == held.end()) {
                code = MAPI_W_ERRORS_RETURNED_;
                tag = (tag & 0xFFFF0000) | PT_ERROR_;
            }
            const json value = found == held.end() ? json(MAPI_E_NOT_FOUND_) : found->second;
            props.push_back({{"tag", tag}, {"value", value}});
        }
        return coded(code, {{"props", props}});
    }

    static json coded(HRESULT code, json out = json::object()) {
        return {{"code", code}, {"name", name_of(code)}, {"out", std::move(out)}};
    }

    static std::optional<std::string> iid_of(const json &value) {
        if (value.is_null())
            return std::nullopt;
        return value["iid"].get<std::string>();
    }

    json pointer(Unknown *object, const std::string &interface) {
        if (object == nullptr)
            return nullptr;
        auto [known, is_new] = handles_.try_emplace(object, last_handle_ + 1);
        if (is_new) {
            ++last_handle_;
            for (const auto &each : kept_)
                if (each.get() == object)
                    objects_[last_handle_] = {each, interface};
        }
        const Held &held = objects_.at(known->second);
        return {{"provider", known->second},
                {"interface", interface.empty() ? held.interface : interface},
                {"identity", known->second}};
    }
};

// A support object of the suite, by its handle.
class RemoteSupport : public Support {
public:
    RemoteSupport(Testee &testee, std::uint64_t handle) : testee_(testee), handle_(handle) {}
    ULONG AddRef() override { return count("IMAPISupport.AddRef"); }
    ULONG Release() override { return count("IMAPISupport.Release"); }
    HRESULT StoreLogoffTransports(ULONG *flags) override {
        const json answer = testee_.call("IMAPISupport.StoreLogoffTransports", handle_,
                                         {{"flags", *flags}});
        if (answer.contains("out") && answer["out"].contains("flags"))
            *flags = answer["out"]["flags"];
        return answer["code"];
    }

private:
    ULONG count(const char *method) {
        return testee_.call(method, handle_, json::object()).value("value", 0u);
    }

    Testee &testee_;
    std::uint64_t handle_;
};

json Testee::log_on(Provider &provider, const json &arguments) {
    Logon *logon = nullptr;
    Store *store = nullptr;
    auto support = std::make_unique<RemoteSupport>(*this, arguments["support"]["mapi"]);
    const json &entryid = arguments["entryid"];
    const std::string key = entryid.is_null() ? "" : entryid["base64"].get<std::string>();
    const HRESULT code = provider.Logon_(std::move(support), key,
                                         iid_of(arguments["interface"]), &logon, &store);
    return coded(code, {{"security", nullptr},
                        {"error", nullptr},
                        {"logon", pointer(logon, "IMSLogon")},
                        {"store", pointer(store, "IMsgStore")}});
}

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    Testee().run();
}
