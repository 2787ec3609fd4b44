package standin

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// shape is what a body may hold: a field and the kinds of JSON that it may be. A field
// whose name ends in "!" has to be there.
type shape map[string]string

// shapes are the bodies of the calls that have one, by their route (reference, sections
// 4.3 to 4.10). They are written from the reference and not from the driver.
var shapes = map[string]shape{
	"POST message": {
		"type!": "string", "from!": "string", "origin!": "string", "content!": "string object", "user": "object",
		"fingerprint": "number", "mentions": "array", "properties": "object", "automated": "bool", "stealth": "bool",
		"references": "array", "original": "object", "translated": "bool", "timestamp": "number",
	},
	"PATCH routing":     {"assigned!": "object null", "silent": "bool"},
	"PATCH inbox":       {"inbox_id!": "string null"},
	"PATCH state":       {"state!": "string", "user": "object", "origin": "string"},
	"PATCH block":       {"blocked!": "bool"},
	"PATCH meta":        {"nickname": "string", "email": "string", "phone": "string", "address": "string", "subject": "string", "segments": "array", "data": "object", "device": "object"},
	"POST transcript":   {"to!": "string", "email": "string"},
	"POST bucket":       {"namespace!": "string", "id!": "string", "file!": "object", "resource!": "object"},
	"WS authentication": {"tier!": "string", "username!": "string", "password!": "string", "events!": "array", "rooms": "array", "inboxes": "array"},
}

// check says what is wrong with a body; empty if nothing is.
func check(route string, raw []byte) (map[string]any, string) {
	want, ok := shapes[route]
	if !ok {
		if len(raw) > 0 {
			return nil, "a body where none belongs"
		}
		return nil, ""
	}
	var got map[string]any
	if err := json.Unmarshal(raw, &got); err != nil {
		return nil, fmt.Sprintf("a body that is no object: %v", err)
	}
	for name, v := range got {
		kinds, ok := want[name]
		if !ok {
			kinds, ok = want[name+"!"]
		}
		if !ok {
			return got, fmt.Sprintf("a field %q that nobody knows", name)
		}
		if k := kindOf(v); !slices.Contains(strings.Fields(kinds), k) {
			return got, fmt.Sprintf("the field %q is of kind %s, not %s", name, k, kinds)
		}
	}
	for name := range want {
		if plain, must := strings.CutSuffix(name, "!"); must {
			if _, there := got[plain]; !there {
				return got, fmt.Sprintf("the field %q is missing", plain)
			}
		}
	}
	return got, ""
}

func kindOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case string:
		return "string"
	case float64:
		return "number"
	case bool:
		return "bool"
	case []any:
		return "array"
	}
	return "object"
}

// events are those that a client may ask for (reference, section 3.4).
var events = []string{
	"session:request:initiated", "message:send", "message:received", "message:updated", "message:removed",
	"message:compose:send", "message:compose:receive", "message:acknowledge:read:send", "message:acknowledge:read:received",
	"message:acknowledge:unread:send", "message:acknowledge:delivered", "message:acknowledge:ignored",
	"message:notify:unread:send", "message:notify:unread:received", "session:set_state", "session:set_routing",
	"session:set_inbox", "session:set_participants", "session:set_mentions", "session:set_opened", "session:set_closed",
	"session:set_block", "session:set_segments", "session:set_data", "session:set_email", "session:set_phone",
	"session:set_address", "session:set_subject", "session:set_avatar", "session:set_nickname", "session:set_origin",
	"session:update_availability", "session:update_verify", "session:sync:pages", "session:sync:events",
	"session:sync:geolocation", "session:sync:system", "session:sync:network", "session:sync:timezone",
	"session:sync:locales", "session:sync:capabilities", "session:sync:rating", "session:sync:topic", "session:removed",
	"session:error", "website:update_operators_availability", "website:users:available", "website:update_visitors_count",
	"people:profile:created", "people:profile:updated", "people:profile:removed", "people:bind:session",
	"people:sync:profile", "bucket:url:upload:generated", "plugin:event", "plugin:channel", "plugin:settings:saved",
	"plugin:subscription:updated", "email:subscribe", "email:track:view",
}
