package policy

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"floorwalker/app/chat"
)

// The most that a guide, and the lists of routing, may have.
const (
	maxGuideChars = 4_000
	maxCaps       = 500
	maxWords      = 30
)

func routingFields(e *Edition) []field {
	p := &e.Policy
	return []field{
		{"routing.model", "C-DEPT-01", oneOf[RoutingModel]{&p.Routing.Model, []RoutingModel{FirstLine, Departments}}},
		{"routing.assign", "E-Q-02, E-Q-03", oneOf[AssignMode]{&p.Routing.Assign, []AssignMode{AssignManual, AssignAuto}}},
		{"routing.order", "C-ROUTE-01", list[RouteSource]{&e.RouteOrder, 2, 2, "source", known(SourceChoice, SourcePage)}},
		{"routing.overload", "C-DIST-01", number{&p.Routing.Overload, 1, 100, "% of the cap"}},
		{"routing.rules", "V-ROUTE-01, C-ROUTE-01", table[RoutingRule]{&e.Routes, 0, maxRules, "rule", routeFields}},
		{"agent.caps", "E-ACT-03, C-DIST-01", caps{&e.Caps}},
		{"transfer.guide", "C-TRF-01", guided{text[string]{&p.Transfer.Guide, checkGuide}}},
		{"transfer.away", "C-TRF-04, A-34", oneOf[AwayMode]{&p.Transfer.Away, []AwayMode{AwayWait, AwayPromise, AwayBoth}}},
		{"transfer.promise", "C-TRF-04", span{&p.Transfer.Promise, hour, 14 * day}},
		{"group.on", "C-TRF-03", flag{&p.Group.On}},
		{"group.max", "C-TRF-03", number{&p.Group.Max, 2, 20, "people"}},
		{"retention.days", "ours", number{&p.Retention.Days, 0, 36_500, "days"}},
		{"retention.size", "ours", number{&p.Retention.Size, 0, 10_000_000, "MiB"}},
	}
}

// routeFields are those of a rule. Only its name must be there: a rule says what it
// goes by, and not all that it might go by.
func routeFields(r *RoutingRule) []field {
	return []field{
		{key: "name", value: line(&r.Name, checkName)},
		{key: "page", value: may(&r.Page, checkText)},
		{key: "site", value: may(&r.Site, checkName)},
		{key: "channel", value: may(&r.Channel, checkName)},
		{key: "choice", value: may(&r.Choice, checkName)},
		{key: "language", value: may(&r.Language, checkName)},
		{key: "words", value: mayList{list[string]{&r.Words, 0, maxWords, "word", checkName}}},
		{key: "field", value: may(&r.Field, checkName)},
		{key: "value", value: may(&r.Value, checkText)},
		{key: "to", value: may(&r.To, checkName)},
		{key: "agent", value: may(&r.Agent, checkAgent)},
	}
}

// mayText is a text that may be left out of an item, or be empty.
type mayText[S ~string] struct{ text[S] }

func (v mayText[S]) optional() {}

func may[S ~string](to *S, check func(string) error) value {
	return mayText[S]{text[S]{to, orNone(check)}}
}

// mayList is the same of a list.
type mayList struct{ list[string] }

func (v mayList) optional() {}

// guided is a text of several lines, which is one for people in a table.
type guided struct{ text[string] }

func (v guided) String() string {
	return strings.Join(strings.Split(strings.TrimSpace(v.text.String()), "\n"), " / ")
}

func (v guided) exact() string { return v.text.String() }

// checkGuide accepts some paragraphs, or nothing.
func checkGuide(s string) error {
	switch {
	case utf8.RuneCountInString(s) > maxGuideChars:
		return errors.New("must not be longer than " + count(maxGuideChars, "character"))
	case strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }):
		return errors.New("must be text without control characters other than line feeds")
	}
	return nil
}

// caps are numbers under the ids of people, in the order of the ids.
type caps struct{ to *[]AgentCap }

func (v caps) set(raw any) error {
	items, ok := raw.(map[string]any)
	if !ok {
		return errors.New("must be numbers in braces, such as { asha = 10 }")
	}
	if len(items) > maxCaps {
		return fmt.Errorf("must have at most %s", count(maxCaps, "person"))
	}
	got := make([]AgentCap, 0, len(items))
	for _, id := range slices.Sorted(maps.Keys(items)) {
		if err := checkAgent(id); err != nil {
			return within("."+id, err)
		}
		n, err := readNumber(items[id], 0, 100)
		if err != nil {
			return within("."+id, err)
		}
		got = append(got, AgentCap{Agent: chat.AgentID(id), Cap: n})
	}
	*v.to = got
	return nil
}

func (v caps) String() string { return strings.Join(v.items(), " / ") }

func (v caps) items() []string {
	words := make([]string, len(*v.to))
	for i, c := range *v.to {
		words[i] = fmt.Sprintf("%s %d", c.Agent, c.Cap)
	}
	return words
}

func (v caps) exact() string { return fmt.Sprintf("%+v", *v.to) }

// open says that the keys below are names that somebody chose.
func (v caps) open() {}

func byAgent(c AgentCap, a chat.AgentID) int { return strings.Compare(string(c.Agent), string(a)) }

// routeConflict returns the first rule of routing that cannot be meant.
func (e *Edition) routeConflict() (conflict, bool) {
	all := false // a rule before holds for every chat
	for i, r := range e.Routes {
		key := fmt.Sprintf("routing.rules[%d]", i)
		switch {
		case slices.ContainsFunc(e.Routes[:i], func(o RoutingRule) bool { return o.Name == r.Name }):
			return conflict{key: key + ".name", words: fmt.Sprintf("is %q, as that of a rule before", r.Name)}, true
		case r.To == "" && r.Agent == "":
			return conflict{key: key, words: "needs a team (to) or a person (agent), or nobody would get the chat"}, true
		case r.To != "" && !e.Policy.HasQueue(r.To):
			return conflict{key: key + ".to", words: fmt.Sprintf("is %q, which is not among queues.names", r.To)}, true
		case (r.Field == "") != (r.Value == ""):
			return conflict{key: key, words: "needs both field and value, or neither"}, true
		case all:
			return conflict{key: key, words: "stands behind a rule that holds for every chat, and would never be asked"}, true
		}
		all = r.always()
	}
	return conflict{}, false
}

// always reports whether the rule asks nothing of a chat.
func (r *RoutingRule) always() bool {
	return r.Page == "" && r.Site == "" && r.Channel == "" && r.Choice == "" && r.Language == "" && len(r.Words) == 0 && r.Field == ""
}
