package policy

import (
	"fmt"
	"strings"
)

// late are the keys that came when teams had policies already, with what ships for
// each, as the decoder gives it. A hub's log holds the policies of years, and a desk
// has to read the one in force after the program was renewed, so a file that has
// none of these keys is read as if it had them all ([Edition.Assumed]). A file with
// some of them was edited since: there a missing key is a slip, and refused like any
// other. A test holds these against the file that ships.
func late() map[string]any {
	return map[string]any{
		"followup.mail":            true,
		"overnight.whatsapp_first": false,
		"dial.scheme":              string(DialTel),
		"dial.hook":                "",
		"idle.after":               "5m",
		"shift.warn":               "60m",
		"scripts.overnight_ack":    []any{"delayed-ack-now", "delayed-ack"},
		"scripts.whatsapp":         []any{"delayed-write"},
		"scripts.callback_offer":   []any{"callback-offer"},
		"scripts.callback_confirm": []any{"callback-confirm"},
		"scripts.call_followup":    []any{"followup-phone"},
		"scripts.call_delayed":     []any{"delayed-phone"},
		"scripts.call_callback":    []any{"callback-phone"},
	}
}

// ships says what to write for a late key: whoever adds one of them to an old file is
// asked for the others.
func ships(key string) string {
	switch raw := late()[key].(type) {
	case nil:
		return ""
	case string:
		return fmt.Sprintf("; it came later, and ships as %q", raw)
	case []any:
		return fmt.Sprintf("; it came later, and ships as %s", strings.ReplaceAll(fmt.Sprintf("%q", raw), "\" \"", "\", \""))
	default:
		return fmt.Sprintf("; it came later, and ships as %v", raw)
	}
}

// isOlder reports whether a file has none of the late keys.
func isOlder(tree map[string]any) bool {
	for key := range late() {
		if _, ok := lookUp(tree, key); ok {
			return false
		}
	}
	return true
}
