package backends

import (
	"fmt"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// summary says in a line what the table says in many.
func summary(s *system) string {
	if len(s.can) == 0 {
		return "It has not described itself yet."
	}
	var native, made, none int
	for _, c := range s.can {
		switch c.Ability {
		case chat.AbilityNative:
			native++
		case chat.AbilityEmulated:
			made++
		default:
			none++
		}
	}
	said := []string{fmt.Sprintf("%d native", native), fmt.Sprintf("%d emulated", made), fmt.Sprintf("%d not there, and offered nowhere", none)}
	switch does, untried := trials(s.can); {
	case untried == 0:
	case untried == does:
		said = append(said, "none of it was ever tried on a live server")
	default:
		said = append(said, fmt.Sprintf("%d never tried on a live server", untried))
	}
	return strings.Join(said, " · ")
}

// trials counts what a system does, and what of that was never tried on a live server.
func trials(all []view.Can) (does, untried int) {
	for _, c := range all {
		if !c.Do() {
			continue
		}
		does++
		if c.Unverified {
			untried++
		}
	}
	return does, untried
}

// mark is what the rows say of trials: the rarer of the two, because a sentence that
// stands in every row is read in none. Where nothing was tried the summary says so.
func mark(all []view.Can) func(view.Can) string {
	does, untried := trials(all)
	return func(c view.Can) string {
		switch {
		case !c.Do() || untried == 0 || untried == does:
			return ""
		case c.Unverified && 2*untried <= does:
			return "Never tried on a live server."
		case !c.Unverified && 2*untried > does:
			return "Tried on a live server."
		}
		return ""
	}
}

// ledger is a row for each operation, in the order of a status page. What the system's
// description does not name is not there.
func ledger(all []view.Can) []kit.LedgerRow {
	rows, tried := make([]kit.LedgerRow, 0, len(all)), mark(all)
	for _, c := range all {
		rows = append(rows, kit.LedgerRow{Key: string(c.Op), Cells: []kit.LedgerCell{
			{Word: words.Operation(c.Op)}, {Pill: abilityPill(c), Text: how(c, tried(c))}, {Text: words.Upper(sees(c))},
		}})
	}
	return rows
}

// sees is what the customer sees of an operation. That it is nothing is said where that is
// a promise; of what a system does by itself, such as a reply, it goes without saying.
func sees(c view.Can) string {
	switch {
	case !c.Do():
		return ""
	case c.Sees != "":
		return c.Sees
	case c.Ability == chat.AbilityEmulated, c.Op == chat.OpObserve, c.Op == chat.OpNote, c.Op == chat.OpTag, c.Op == chat.OpAllChats:
		return "nothing"
	}
	return ""
}

// abilityPill is how an operation is done, in a word and its colour.
func abilityPill(c view.Can) kit.PillData {
	d := kit.PillData{Word: words.Ability(c.Ability)}
	switch c.Ability {
	case chat.AbilityNative:
		d.Tone = kit.Green
	case chat.AbilityEmulated:
		d.Tone = kit.Amber
	}
	return d
}

// how is the sentence beside it, and what is to be said of trials.
func how(c view.Can, tried string) string {
	said := words.Upper(c.Words)
	if said != "" && tried != "" && !strings.HasSuffix(said, ".") {
		said += "."
	}
	return strings.TrimSpace(said + " " + tried)
}
