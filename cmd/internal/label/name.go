package label

import (
	"slices"

	"floorwalker/app/chat"
)

// Name is a label as the labelled sets spell it.
type Name string

// Kind is a label that can be given, and the key that gives it.
type Kind struct {
	Name Name
	Key  rune
	// Words say what it means, to whoever presses the key.
	Words string
	// From is whose lines can have it.
	From chat.Speaker
	// Rule is the trigger that it measures.
	Rule chat.RuleID
}

// Kinds returns every label, in the order in which they are asked.
func Kinds() []Kind {
	return []Kind{
		{"dissatisfied", 'f', "frustrated", chat.SpeakerCustomer, "frustration"},
		{"human_request", 'h', "asks for a person", chat.SpeakerCustomer, "human_request"},
		{"same_question", 's', "same question again", chat.SpeakerCustomer, "customer_repeat"},
		{"technical", 't', "technical problem", chat.SpeakerCustomer, "technical"},
		{"billing", 'b', "billing or account", chat.SpeakerCustomer, "billing"},
		{"bot_bad", 'w', "bot is wrong", chat.SpeakerBot, "bot_wrong"},
		{"hallucination", 'i', "bot invents facts", chat.SpeakerBot, "hallucination"},
		{"bot_repeat", 'r', "bot repeats itself", chat.SpeakerBot, "bot_repeat"},
	}
}

// Asked returns the kinds whose keys are in keys, all of them for "". It
// returns none if keys has one that no kind has.
func Asked(keys string) []Kind {
	all := Kinds()
	if keys == "" {
		return all
	}
	var asked []Kind
	for _, k := range keys {
		i := slices.IndexFunc(all, func(one Kind) bool { return one.Key == k })
		if i < 0 {
			return nil
		}
		asked = append(asked, all[i])
	}
	return asked
}

// kindOf returns the label that a rule is measured by; ok is false for rules
// that no turn can be labelled for, such as one that time fires.
func kindOf(rule chat.RuleID) (Kind, bool) {
	for _, k := range Kinds() {
		if k.Rule == rule {
			return k, true
		}
	}
	return Kind{}, false
}

// known reports whether there is a label of that name.
func known(n Name) bool {
	return slices.ContainsFunc(Kinds(), func(k Kind) bool { return k.Name == n })
}
