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
	var native, made, none, untried int
	for _, c := range s.can {
		switch c.Ability {
		case chat.AbilityNative:
			native++
		case chat.AbilityEmulated:
			made++
		default:
			none++
		}
		if c.Unverified && c.Do() {
			untried++
		}
	}
	said := []string{fmt.Sprintf("%d native", native), fmt.Sprintf("%d emulated", made), fmt.Sprintf("%d not there, and offered nowhere", none)}
	if untried > 0 {
		said = append(said, fmt.Sprintf("%d never tried on a live server", untried))
	}
	return strings.Join(said, " · ")
}

// ledger is a row for each operation, in the order of a status page. What the system's
// description does not name is not there.
func ledger(all []view.Can) []kit.LedgerRow {
	rows := make([]kit.LedgerRow, 0, len(all))
	for _, c := range all {
		rows = append(rows, kit.LedgerRow{Key: string(c.Op), Cells: []kit.LedgerCell{
			{Word: words.Operation(c.Op)}, {Pill: abilityPill(c), Text: how(c)}, {Text: words.Upper(sees(c))},
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

// how is the sentence beside it, and whether it was ever tried.
func how(c view.Can) string {
	said := words.Upper(c.Words)
	if !c.Unverified || !c.Do() {
		return said
	}
	const untried = "Never tried on a live server."
	switch {
	case said == "":
		return untried
	case strings.HasSuffix(said, "."):
		return said + " " + untried
	}
	return said + ". " + untried
}
