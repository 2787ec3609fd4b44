package referee

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Limits on what a person may send, in bytes.
const (
	// MaxText is the longest message or note.
	MaxText = 32 << 10
	// MaxReason is the longest reason of a takeover or a dismissal.
	MaxReason = 1 << 10
	// MaxCommandID is the longest command id.
	MaxCommandID = 64
	// MinReason is the shortest reason of a dismissal, in characters.
	MinReason = 3
)

// cleanText returns s as it will be stored: valid UTF-8, line ends as \n, and
// no control character but \n and \t, so that no terminal, export or backend
// ever meets one. Text of white space alone is refused.
func cleanText(s, what string) (string, *chat.Refusal) {
	if len(s) > MaxText {
		return "", refuse(chat.RefusedTooLong, "This "+what+" is too long: at most 32 KiB can be sent at once.")
	}
	if !utf8.ValidString(s) {
		return "", refuse(chat.RefusedInvalid, "This "+what+" has characters that cannot be sent.")
	}
	s = stripControls(s)
	if strings.TrimSpace(s) == "" {
		return "", refuse(chat.RefusedInvalid, "This "+what+" is empty.")
	}
	return s, nil
}

// cleanReason is cleanText for a short one-line reason, which may be empty.
func cleanReason(s string) (string, *chat.Refusal) {
	if len(s) > MaxReason {
		return "", refuse(chat.RefusedTooLong, "This reason is too long: at most 1 KiB can be kept.")
	}
	if !utf8.ValidString(s) {
		return "", refuse(chat.RefusedInvalid, "This reason has characters that cannot be kept.")
	}
	return strings.Join(strings.Fields(stripControls(s)), " "), nil
}

func stripControls(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r':
			return '\n'
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}

// wellFormed accepts letters, digits, hyphen, underscore and full stop. A
// slash in particular would let a desk shadow a derived id.
func wellFormed(id chat.CommandID) bool {
	if id == "" || len(id) > MaxCommandID {
		return false
	}
	for i := range len(id) {
		b := id[i]
		ok := b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '-' || b == '_' || b == '.'
		if !ok {
			return false
		}
	}
	return true
}

// joined is the one line by which the customer learns who has come (V-JOIN-02,
// A desk that has no policy yet, or a policy with an unusable text,
// still names the person.
func joined(name string, p *policy.Policy) string {
	if p != nil {
		if s := p.Texts.TakenOverBy(name); strings.Contains(s, name) {
			return s
		}
	}
	return name + " has joined the chat."
}
