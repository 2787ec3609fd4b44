package escalate

import "strings"

// What the customer is told says where the number goes: the hub puts it where refSlot
// stands, and a person at the desk reads and writes refWords in its place.
const (
	refSlot  = "{ref}"
	refWords = "(the number comes here)"
)

// inWords is a notice as the person reads it.
func inWords(notice string) string { return strings.ReplaceAll(notice, refSlot, refWords) }

// asSent is a notice as the hub fills it in; a slot that somebody wrote by hand stays one.
func asSent(notice string) string { return strings.ReplaceAll(notice, refWords, refSlot) }

// unnumbered says that a notice has lost the place of its number, or "".
func unnumbered(notice string) string {
	if strings.Contains(asSent(notice), refSlot) {
		return ""
	}
	return "Leave “" + refWords + "” in what the customer is told"
}
