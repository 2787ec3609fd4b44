package standin

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"floorwalker/sync/driver/conformance"
)

// route is one call that the stand-in answers, and what it may look like.
type route struct {
	method, path, name string
	kind               conformance.Kind
	// query and form are what may be sent; a name that ends in "!" has to be.
	query, form schema
	// json are the fields that a body of JSON may have.
	json   schema
	answer func(*call)
	reads  bool // answers may be lost half way
}

// schema says of each parameter which values it may have.
type schema map[string]*regexp.Regexp

var (
	whole    = regexp.MustCompile(`^[1-9]\d{0,17}$`)
	natural  = regexp.MustCompile(`^\d{1,18}$`)
	truth    = regexp.MustCompile(`^true$`)
	anything = regexp.MustCompile(`(?s)^.*$`)
	// Section 3.1: 0 alone is no filter, and the singular is refused by having no name.
	states = regexp.MustCompile(`^(0,1,5|0,1,2,5|2)$`)
	fields = regexp.MustCompile(`^[a-z_]+(,[a-z_]+)*$`)
	// Section 4: who a line may be from.
	senders = regexp.MustCompile(`^(operator|whisper|bot|system)$`)
)

// routes are all of them; no other path is answered. "{id}" is a number.
func routes() []*route {
	return []*route{
		{
			method: "GET", path: "/restapi/chats", kind: conformance.KindList, reads: true, answer: (*call).chats,
			query: schema{
				"status_ids!": states, "limit!": whole, "offset": whole, "prefill_fields": fields, "ignore_fields": fields,
				"id_gt": natural, "time_gt": natural, "include_survey": truth,
			},
		},
		{method: "GET", path: "/restapi/chatscount", kind: conformance.KindList, reads: true, answer: (*call).count},
		{method: "GET", path: "/restapi/fetchchat", kind: conformance.KindRead, reads: true, answer: (*call).fetchChat, query: schema{"chat_id!": whole}},
		{
			method: "GET", path: "/restapi/fetchchatmessages", kind: conformance.KindRead, reads: true, answer: (*call).messages,
			query: schema{"chat_id!": whole, "last_message_id!": natural},
		},
		{method: "GET", path: "/restapi/getuser", kind: conformance.KindRead, reads: true, answer: (*call).getUser, query: schema{"username!": anything}},
		{
			method: "GET", path: "/restapi/onlineusers", kind: conformance.KindRead, reads: true, answer: (*call).onlineUsers,
			query: schema{"include_user": truth, "include_offline": truth},
		},
		{method: "GET", path: "/restapi/user_departments", kind: conformance.KindRead, reads: true, answer: (*call).departments},
		{method: "GET", path: "/restapi/surveychat/0/0", kind: conformance.KindRead, reads: true, answer: (*call).noSurvey},
		{method: "GET", path: "/restapi/file/{id}", kind: conformance.KindRead, reads: true, answer: (*call).getFile, query: schema{"meta": truth}},
		{method: "POST", path: "/restapi/file", kind: conformance.KindWrite, answer: (*call).postFile},
		{
			method: "POST", path: "/restapi/addmsgadmin", kind: conformance.KindWrite, answer: (*call).addMessage,
			form: schema{
				"chat_id!": whole, "msg!": anything, "sender!": senders, "user_id": whole, "operator_name": anything, "subjects_ids": regexp.MustCompile(`^\d+(,\d+)*$`),
			},
		},
		{
			method: "POST", path: "/restapi/setchatstatus", kind: conformance.KindState, answer: (*call).setStatus,
			form: schema{"chat_id!": whole, "status!": regexp.MustCompile(`^[0125]$`)},
		},
		{
			method: "PUT", path: "/restapi/chat/{id}", kind: conformance.KindAssign, answer: (*call).putChat,
			// Section 4's warning: the server takes any attribute; a driver may send these.
			json: schema{"user_id": natural, "status": regexp.MustCompile(`^[01]$`), "status_sub": regexp.MustCompile(`^5$`), "dep_id": whole},
		},
	}
}

// find returns the route of a request, and the number in its path.
func find(method, path string) (*route, string, bool) {
	for _, r := range routes() {
		if r.method != method {
			continue
		}
		r.name = r.method + " " + r.path
		if r.path == path {
			return r, "", true
		}
		if head, ok := strings.CutSuffix(r.path, "{id}"); ok {
			if id, ok := strings.CutPrefix(path, head); ok && whole.MatchString(id) {
				return r, id, true
			}
		}
	}
	return nil, "", false
}

// check says what is wrong with the parameters of a request.
func (s schema) check(what string, sent url.Values) error {
	for name, values := range sent {
		rule, known := s[name]
		if !known {
			rule, known = s[name+"!"]
		}
		if !known {
			return fmt.Errorf("%s has %q, which is not in the schema", what, name)
		}
		if len(values) != 1 || !rule.MatchString(values[0]) {
			return fmt.Errorf("%s has %q as %q", what, name, values)
		}
	}
	for name := range s {
		if must, ok := strings.CutSuffix(name, "!"); ok && !sent.Has(must) {
			return fmt.Errorf("%s lacks %q", what, must)
		}
	}
	return nil
}
