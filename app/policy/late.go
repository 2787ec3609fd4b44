package policy

import (
	"fmt"
	"strings"
)

// generation are keys that came together, with what ships for each as the decoder
// gives it.
type generation map[string]any

// late are the keys that came when teams had policies already, oldest first. A hub's
// log holds the policies of years, and a desk has to read the one in force after the
// program was renewed, so a file that has none of a generation's keys is read as if it
// had them all ([Edition.Assumed]). A file with some of them was edited since: there a
// missing key is a slip, and refused like any other. A test holds these against the
// file that ships.
func late() []generation { return []generation{fourth(), fifth()} }

// fourth are those of calls, idleness and shifts.
func fourth() generation {
	return generation{
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

// fifth are those of routing, transfers, groups and retention. What ships changes
// nothing for a team that knew none of them: nobody is given a chat, and nothing is
// deleted.
func fifth() generation {
	return generation{
		"routing.model":    string(FirstLine),
		"routing.assign":   string(AssignManual),
		"routing.order":    []any{string(SourceChoice), string(SourcePage)},
		"routing.overload": int64(80),
		"routing.rules":    []any{},
		"agent.caps":       map[string]any{},
		"transfer.guide":   guide,
		"transfer.away":    string(AwayPromise),
		"transfer.promise": "24h",
		"group.on":         true,
		"group.max":        int64(4),
		"retention.days":   int64(0),
		"retention.size":   int64(0),
	}
}

// guide is the guide that ships.
const guide = `Transfer when the question belongs to another team, when the customer asks for somebody by name, or when it needs a right that you do not have.
Read the whole chat first, and try what the library says about it.
Write in the note what the customer wants, what was tried, and what was promised.
Tell the customer who comes before you transfer. Never transfer twice without asking the lead.
`

// ships says what to write for a late key: whoever adds one of them to an old file is
// asked for the others.
func ships(key string) string {
	var value any
	for _, g := range late() {
		if v, ok := g[key]; ok {
			value = v
		}
	}
	switch raw := value.(type) {
	case nil:
		return ""
	case map[string]any:
		return "; it came later, and ships as {}"
	case string:
		return fmt.Sprintf("; it came later, and ships as %q", raw)
	case []any:
		return fmt.Sprintf("; it came later, and ships as %s", strings.ReplaceAll(fmt.Sprintf("%q", raw), "\" \"", "\", \""))
	default:
		return fmt.Sprintf("; it came later, and ships as %v", raw)
	}
}

// assumed returns what ships for a key that a file does not have, and whether the file
// may do without it: it has none of those that came with it.
func assumed(tree map[string]any, key string) (raw any, ok bool) {
	for _, g := range late() {
		if raw, ok = g[key]; ok {
			return raw, g.isAfter(tree)
		}
	}
	return nil, false
}

// isAfter reports whether a file has none of the keys.
func (g generation) isAfter(tree map[string]any) bool {
	for key := range g {
		if _, ok := lookUp(tree, key); ok {
			return false
		}
	}
	return true
}
