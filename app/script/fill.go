package script

import (
	"fmt"
	"strings"

	"floorwalker/app/record"
)

// Slot is one blank of a response, or one clause, as it was filled.
type Slot struct {
	Name string
	// Value is empty if nothing is known, and for a clause that is left out.
	Value  string
	Source Source
	// Clause marks words that are there only if their condition holds; a
	// clause may be empty.
	Clause bool
	// Start and End are its bytes in [Filled.Text].
	Start, End int
}

// Filled is a response with its slots filled as far as they are known.
type Filled struct {
	Response Response
	// Text is what would be sent. An empty slot stands in it as it does in
	// the response, in braces, so that a text which slips past Ready is still
	// recognised as unfinished.
	Text string
	// Slots are in the order of the text; a name may occur twice.
	Slots []Slot

	broken error // of a text that cannot be parsed
}

// Fill fills r from what is known. Values are found, never invented: each is
// taken from a line, a field, a setting or the agent's hand, and says so. What
// a value has in braces is not a slot.
func Fill(r Response, k Known) Filled {
	f := Filled{Response: r}
	pieces, err := parse(r.Text)
	if err != nil {
		f.Text, f.broken = r.Text, err
		return f
	}
	var b strings.Builder
	for _, p := range pieces {
		if p.kind == plain {
			b.WriteString(afterValue(b.String(), p.text, len(f.Slots) > 0))
			continue
		}
		source, holds := p.condition(&k)
		if !holds && p.kind == slot {
			continue
		}
		s := Slot{Name: p.name, Start: b.Len(), Clause: p.kind == clause}
		if s.Clause {
			if holds {
				s.Value, s.Source = p.text, source
			}
			b.WriteString(s.Value)
		} else {
			s.Value, s.Source = valueOf(p.name, &k)
			if s.Value == "" {
				b.WriteString("{" + p.name + "}")
			}
			b.WriteString(s.Value)
		}
		s.End = b.Len()
		f.Slots = append(f.Slots, s)
	}
	f.Text = b.String()
	return f
}

// condition reports whether a piece is there at all, and what for a clause
// proves it.
func (p piece) condition(k *Known) (Source, bool) {
	switch {
	case p.kind == clause:
		return conditions[p.name](k)
	case p.when != "":
		return conditions[p.when](k)
	}
	return Source{}, true
}

// afterValue returns the text behind a value without a full stop that the value
// has already: "Rohan M." and "Does it work now?" end a sentence by themselves.
func afterValue(before, text string, slot bool) string {
	ended := strings.TrimRight(before, ".?!…") != before
	if slot && ended && strings.HasPrefix(text, ".") && !strings.HasPrefix(text, "..") {
		return text[1:]
	}
	return text
}

// valueOf returns the value of a slot and where it came from.
func valueOf(name string, k *Known) (string, Source) {
	fd := finders[name]
	if typed := record.Tidy(k.Typed[name]); typed != "" && !fd.fact {
		return typed, Source{Kind: SourceTyped}
	}
	if fd.find == nil {
		return "", Source{}
	}
	v, s := fd.find(k)
	if v == "" {
		return "", Source{}
	}
	return v, s
}

// Empty returns the names of the slots that are still empty, each once, in the
// order in which Tab should visit them.
func (f Filled) Empty() []string {
	var names []string
	seen := make(map[string]bool)
	for _, s := range f.Slots {
		if !s.Clause && s.Value == "" && !seen[s.Name] {
			seen[s.Name] = true
			names = append(names, s.Name)
		}
	}
	return names
}

// Ready reports whether Text may be sent, and if not, why, in words for the
// agent. It may not with an empty slot, nor with a brace or bracket, except in
// the customer's own words: somebody who wrote "error [42]" is quoted as they
// wrote. A bracket in a setting, a name or what an agent typed is refused,
// because there it is a blank that was overlooked.
func (f Filled) Ready() (ok bool, why string) {
	if f.broken != nil {
		return false, "This response " + f.broken.Error() + "."
	}
	for _, s := range f.Slots {
		if s.Value == "" && !s.Clause {
			return false, emptyWords(s.Name)
		}
		if hasBracket(s.Value) && !s.Source.quotesCustomer() {
			return false, fmt.Sprintf("The blank %q has a bracket in it.", s.Name)
		}
	}
	if strings.TrimSpace(f.Text) == "" {
		return false, "There is nothing to send."
	}
	return true, ""
}

// ReadyAs is Ready for a text that began as f and was edited by hand since. An
// empty slot is then no bar if its braces are gone, unless it stands for a
// fact that must be looked up; nor is a bracket in the customer's words
// as they were filled in.
func (f Filled) ReadyAs(text string) (ok bool, why string) {
	rest := text
	for _, s := range f.Slots {
		if s.Value == "" && !s.Clause && finders[s.Name].fact {
			return false, emptyWords(s.Name)
		}
		if s.Source.quotesCustomer() && hasBracket(s.Value) {
			rest = strings.Replace(rest, s.Value, "", 1)
		}
	}
	switch i := strings.IndexAny(rest, "{}[]"); {
	case i >= 0:
		return false, fmt.Sprintf("There is a %q left in the text.", rest[i])
	case strings.TrimSpace(text) == "":
		return false, "There is nothing to send."
	}
	return true, ""
}

// emptyWords says why a slot is empty.
func emptyWords(name string) string {
	if w := finders[name].lacks; w != "" {
		return w
	}
	return fmt.Sprintf("The blank %q is empty.", name)
}

// PromisesCall reports whether sending f promises the customer a call, so that
// the sender owes one from then on (G-NR-02, G-CAN-06). Only the two slots
// that say when can promise it; the texts of the library use no other words.
func (f Filled) PromisesCall() bool {
	for _, s := range f.Slots {
		if s.Name == slotCallWithin || s.Name == slotCallWhen {
			return true
		}
	}
	return false
}
