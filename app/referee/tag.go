package referee

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"floorwalker/app/chat"
)

// Limits on what people write on a chat to find it by (E-ACT-09).
const (
	// MaxTag is the longest tag, in characters.
	MaxTag = 40
	// MaxTags is how many tags people may put on one chat. The tag that a
	// forward brings is put there beyond that.
	MaxTags = 20
)

// addTag is open to everybody who is signed in, also on a closed chat. A tag
// keeps the letters of who wrote it first; two that differ in case only are
// one, so the second is granted and changes nothing.
func (r *ruling) addTag(w *chat.AddTag) (Decision, *chat.Refusal) {
	t, no := cleanTag(w.Tag)
	if no != nil {
		return Decision{}, no
	}
	if _, has := r.tag(t); has {
		return Decision{}, nil
	}
	if len(r.chat.Tags) >= MaxTags {
		return Decision{}, refuse(chat.RefusedBusy, "This chat has "+strconv.Itoa(MaxTags)+" tags already; take one away first.")
	}
	return Decision{Events: r.events(&chat.TagAdded{Tag: t})}, nil
}

// removeTag takes a tag away, whatever its case. One that is not there is
// gone already, which is what was wished for.
func (r *ruling) removeTag(w *chat.RemoveTag) (Decision, *chat.Refusal) {
	t, no := cleanTag(w.Tag)
	if no != nil {
		return Decision{}, no
	}
	own, has := r.tag(t)
	if !has {
		return Decision{}, nil
	}
	if r.escalating() && r.edition != nil && strings.EqualFold(own, r.escalatedTag(r.chat.Escalation.Offer)) {
		return Decision{}, refuse(chat.RefusedInvalid, "This tag stays while the chat is escalated; take the escalation back first (G-TAG-15).")
	}
	return Decision{Events: r.events(&chat.TagRemoved{Tag: own})}, nil
}

// escalating reports whether an escalation waits, or was accepted and the chat
// goes on.
func (r *ruling) escalating() bool {
	if !r.chat.Active() {
		return false
	}
	s := r.chat.Escalation.State
	return s == chat.EscalationOpen || s == chat.EscalationAccepted
}

// cleanTag returns a tag as it is stored: one line without white space at its
// ends or twice in a row.
func cleanTag(s string) (string, *chat.Refusal) {
	if !utf8.ValidString(s) {
		return "", refuse(chat.RefusedInvalid, "This tag has characters that cannot be kept.")
	}
	t := oneLine(s)
	switch {
	case utf8.RuneCountInString(t) > MaxTag:
		return "", refuse(chat.RefusedTooLong, "This tag is too long: at most "+strconv.Itoa(MaxTag)+" characters can be kept.")
	case t == "":
		return "", refuse(chat.RefusedInvalid, "This tag is empty.")
	}
	return t, nil
}
