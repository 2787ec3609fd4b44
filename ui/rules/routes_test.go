package rules

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// V-ROUTE-01: a rule is a sentence, with whom it is for by name.
func TestARuleIsASentence(t *testing.T) {
	for want, r := range map[string]policy.RoutingRule{
		"Every chat": {Name: "All", To: "General"},
		"If the page begins with “/billing” and the language is “hi”":      {Page: "/billing", Language: "hi"},
		"If it came by WhatsApp and the first lines have “down” or “dead”": {Channel: chat.ChannelWhatsApp, Words: []string{"down", "dead"}},
		"If the customer chose “Orders” and plan is “gold”":                {Choice: "Orders", Field: "plan", Value: "gold"},
	} {
		if got := condition(&r); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A rule that is added stands behind the others, whatever comments and strings say, and
// the file stays a policy.
func TestARuleIsWrittenBehindTheOthers(t *testing.T) {
	o := newOffice(t)
	file := string(o.Edition.File)
	first := ruleText(&policy.RoutingRule{Name: `Quotes " and ] and #`, Page: "/billing", Words: []string{"a]", "#b"}, To: o.Policy.Queues[0]})
	file, ok := withRule(file, first)
	if !ok {
		t.Fatal("its place was not found")
	}
	file = strings.Replace(file, first+",", first+" # ] the first", 1) // as a person may leave it
	file, ok = withRule(file, ruleText(&policy.RoutingRule{Name: "Second", Language: "hi", Agent: "ben"}))
	if !ok {
		t.Fatal("the second has no place")
	}
	e, err := policy.ParseEdition([]byte(file))
	if err != nil {
		t.Fatalf("%v\n%s", err, file)
	}
	if len(e.Routes) != 2 || e.Routes[0].Words[0] != "a]" || e.Routes[1].Agent != "ben" {
		t.Errorf("rules: %+v", e.Routes)
	}
	if _, ok := withRule("this = is no [policy", "{}"); ok {
		t.Error("a place was found where there is none")
	}
}

// From the page to the text of the next version, where it is seen before it is in force.
func TestAddARule(t *testing.T) {
	o := newOffice(t)
	o.pane.about.open(keyRoutes)
	o.render()
	o.says("There is no rule yet", "People pick from the queue.", "Add a rule…")
	o.press("Add a rule…")
	sheets := stage.Find[*kit.Sheet](o.window.Canvas().Overlays().Top())
	if len(sheets) != 1 {
		t.Fatal("nothing asks for the rule")
	}
	test.Type(o.window.Canvas().Focused(), "Invoices")
	fields := stage.Find[*kit.Field](sheets[0])
	test.Type(fields[1], "/billing")
	o.window.Canvas().Focus(fields[len(fields)-1])
	test.Type(fields[len(fields)-1], o.Policy.Queues[1])
	fields[len(fields)-1].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	sheets[0].Confirm()
	o.render()
	if !o.pane.edit.shown() || o.pane.edit.parsed == nil || len(o.pane.edit.parsed.Routes) != 1 {
		t.Fatalf("the text is %v, wrong %v", o.pane.edit.parsed != nil, o.pane.edit.wrong)
	}
	if r := o.pane.edit.parsed.Routes[0]; r.Name != "Invoices" || r.Page != "/billing" || r.To != o.Policy.Queues[1] {
		t.Errorf("the rule is %+v", r)
	}
	if !strings.Contains(o.pane.edit.locked(), "say why") {
		t.Errorf("it is locked by %q", o.pane.edit.locked())
	}
}
