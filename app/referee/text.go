package referee

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"floorwalker/app/chat"
)

// Limits on what a person may send, in bytes.
const (
	// MaxText is the longest message or note.
	MaxText = 32 << 10
	// MaxReason is the longest reason of a takeover or a dismissal.
	MaxReason = 1 << 10
	// MaxCommandID is the longest command id.
	MaxCommandID = 64
	// MinReason is the shortest reason of a dismissal, of a declined
	// offer and of an end, and the shortest context of an invitation
	// (V-INVITE-01), in characters.
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
	return oneLine(s), nil
}

// oneLine returns s without control characters, and with single spaces for
// white space of any kind.
func oneLine(s string) string { return strings.Join(strings.Fields(stripControls(s)), " ") }

// needReason is cleanReason for a reason that must be there; ask says so.
func needReason(s, ask string) (string, *chat.Refusal) {
	reason, no := cleanReason(s)
	if no == nil && utf8.RuneCountInString(reason) < MinReason {
		no = refuse(chat.RefusedInvalid, ask)
	}
	return reason, no
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
