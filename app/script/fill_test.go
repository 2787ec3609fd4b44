package script_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/script"
)

func slotOf(t *testing.T, f script.Filled, name string) script.Slot {
	t.Helper()
	for _, s := range f.Slots {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("%q has no slot %s", f.Response.Text, name)
	return script.Slot{}
}

func fillText(t *testing.T, text string, k script.Known) script.Filled {
	t.Helper()
	r := script.Response{Title: "X", Text: text}
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	return script.Fill(r, k)
}

// What is quoted begins where a sentence does, and not with the mark that ended a greeting
// (G-HAND-02).
func TestAQuestionBeginsWithItsSentence(t *testing.T) {
	for said, want := range map[string]string{
		"Hello? Is anybody there? My screen stays dark": "Is anybody there? My screen stays dark",
		"? Is anybody there?":                           "Is anybody there?",
		"hi!! the printer is stuck":                     "the printer is stuck",
		"नमस्ते। प्रिंटर नहीं चलता":                     "नमस्ते। प्रिंटर नहीं चलता",
		"hello… (the printer) is stuck":                 "(the printer) is stuck",
		"¿Where is my order?":                           "¿Where is my order?",
	} {
		k := script.Known{Messages: []chat.Message{{ID: "m1", From: chat.SpeakerCustomer, Text: said}}}
		for _, slot := range []string{"query", "issue"} {
			f := fillText(t, "It is: “{"+slot+"}”.", k)
			s := slotOf(t, f, slot)
			if s.Value != want || s.Source.Start != strings.Index(said, want) {
				t.Errorf("{%s} of %q is %q from byte %d, want %q", slot, said, s.Value, s.Source.Start, want)
			}
		}
	}
}

// Every value says where it came from, to the byte (G-HAND-02).
func TestFillSaysWhereFrom(t *testing.T) {
	const first = "Hi, I want to add a new user to my panel but the save button is not working. Please check"
	span := func(words string) script.Source {
		i := strings.Index(first, words)
		return script.Source{Kind: script.SourceMessage, Message: "m3", Start: i, End: i + len(words)}
	}
	for _, c := range []struct {
		slot, value string
		source      script.Source
	}{
		{"customer", "Asha", script.Source{Kind: script.SourceCustomer, Field: "name"}},
		{"agent", "Rohan M.", script.Source{Kind: script.SourceDesk, Field: "agent"}},
		{"team", "the support team", script.Source{Kind: script.SourceSetting, Field: "team"}},
		{"phone", "+91 00000 00000", script.Source{Kind: script.SourceSetting, Field: "phone"}},
		{"email", "help@example.com", script.Source{Kind: script.SourceSetting, Field: "email"}},
		{"issue", first[4:], span(first[4:])},
		{"query", first[4:], span(first[4:])},
		{"action", "add a new user to my panel", span("add a new user to my panel")},
		{"problem", "the save button is not working", span("the save button is not working")},
		{"first_action", "check your user list", script.Source{Kind: script.SourceTyped}},
		{"wrote_at", "14:30", script.Source{Kind: script.SourceMessage, Message: "m3", Field: "time"}},
		{"wrote_when", "today", script.Source{Kind: script.SourceMessage, Message: "m3", Field: "time"}},
		{"daypart", "afternoon", script.Source{Kind: script.SourceClock, Field: "Asia/Kolkata"}},
		{"call_within", "2 hours", script.Source{Kind: script.SourcePolicy, Field: "silence.call"}},
		{"call_when", "within 2 hours", script.Source{Kind: script.SourcePolicy, Field: "silence.call"}},
		{"closes_in", "2 minutes", script.Source{Kind: script.SourcePolicy, Field: "silence.close"}},
		{"resolved_ticket", "", script.Source{}},
		{"invoice", "", script.Source{}},
	} {
		f := fillText(t, "So: {"+c.slot+"}!", known(t))
		s := slotOf(t, f, c.slot)
		if s.Value != c.value || s.Source != c.source {
			t.Errorf("%s: %q from %+v, want %q from %+v", c.slot, s.Value, s.Source, c.value, c.source)
		}
		want := c.value
		if want == "" {
			want = "{" + c.slot + "}"
		}
		if f.Text != "So: "+want+"!" || f.Text[s.Start:s.End] != want {
			t.Errorf("%s: text %q, slot at %d to %d", c.slot, f.Text, s.Start, s.End)
		}
	}
}

// the name if it is known, else the salutation from the settings.
func TestCustomersName(t *testing.T) {
	for _, c := range []struct{ field, said, want string }{
		{"Asha", "", "Asha"},
		{" Rohan\u202e \n M. ", "", "Rohan M."},
		{"Visitor 1029", "", "Sir/Madam"},
		{"guest", "", "Sir/Madam"},
		{"+91 00000 00000", "", "Sir/Madam"},
		{"someone@example.com", "", "Sir/Madam"},
		{"{agent}", "", "Sir/Madam"},
		{strings.Repeat("a", 41), "", "Sir/Madam"},
		{"Anasuya " + strings.Repeat("a", 40), "", "Anasuya"},
		{"😀 आशा ❤️", "", "आशा"},
		{"👍🏽👩‍💻", "", "Sir/Madam"},
		{"", "hello, my name is Asha Example and I need help", "Asha Example"},
		{"", "Mera naam Rohan hai", "Rohan"},
		{"", "my name is not shown in the panel", "Sir/Madam"},
		{"", "I am angry", "Sir/Madam"},
		{"आशा", "", "आशा"},
	} {
		k := known(t)
		k.Customer.Name = c.field
		k.Messages = []chat.Message{
			{ID: "m0", From: chat.SpeakerBot, Text: "My name is Bot"},
			{ID: "n0", From: chat.SpeakerNote, Text: "My name is Lead"},
			line("m1", now, c.said),
		}
		s := slotOf(t, fillText(t, "{customer}", k), "customer")
		if s.Value != c.want {
			t.Errorf("%q, %q: greeted as %q, want %q", c.field, c.said, s.Value, c.want)
		}
		if s.Source.Kind == script.SourceMessage && c.said[s.Source.Start:s.Source.End] != c.want {
			t.Errorf("%q: the span says %q", c.said, c.said[s.Source.Start:s.Source.End])
		}
	}
	k := known(t)
	k.Customer.Name, k.Settings.Salutation = "", ""
	if f := fillText(t, "{customer}", k); len(f.Empty()) != 1 {
		t.Errorf("without a name or a salutation: %q", f.Text)
	}
}

func TestIssueIsTheFirstLineThatSaysSomething(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"greeting in front", "Good morning team, the IVR is silent", "the IVR is silent"},
		{"a bracket in front", "[urgent] calls drop", "[urgent] calls drop"},
		{"two lines", "calls\n\n drop", "calls drop"},
		{"long", strings.Repeat("recharge ", 20), strings.TrimSpace(strings.Repeat("recharge ", 11)) + "…"},
		{"one long word", strings.Repeat("x", 150), strings.Repeat("x", 100) + "…"},
		{"Hindi", "नमस्ते, कॉल नहीं लग रही", "नमस्ते, कॉल नहीं लग रही"},
		{"only a greeting", "Hello sir!!", ""},
		{"nothing but signs", "??", ""},
	} {
		k := known(t)
		k.Messages = []chat.Message{line("m0", now, "hey"), line("m1", now, c.text)}
		s := slotOf(t, fillText(t, "{issue}", k), "issue")
		if s.Value != c.want {
			t.Errorf("%s: %q, want %q", c.name, s.Value, c.want)
		}
	}
}

func TestWishAndProblemAreQuotedOrLeftEmpty(t *testing.T) {
	for _, c := range []struct{ text, action, problem string }{
		{"How do I change my IVR? It fails at step 2.", "change my IVR", "It fails at step 2"},
		{"I am unable to login", "login", "I am unable to login"},
		{"my panel doesn't load; thanks", "", "my panel doesn't load"},
		{"please send the invoice", "", ""},
		{"I need to {x} and it can't [y]", "{x} and it can't [y]", "I need to {x} and it can't [y]"},
	} {
		k := known(t)
		k.Messages = []chat.Message{line("m1", now, c.text)}
		f := fillText(t, "{action}{problem}", k)
		if a, p := slotOf(t, f, "action").Value, slotOf(t, f, "problem").Value; a != c.action || p != c.problem {
			t.Errorf("%q: action %q and problem %q, want %q and %q", c.text, a, p, c.action, c.problem)
		}
	}
}

// the customer's own clock decides, and the team's where it is unknown.
func TestDaypartAndDay(t *testing.T) {
	zone := time.FixedZone("UTC+2", 2*3600)
	at := func(day, hour, minute int) chat.Instant {
		return chat.InstantOf(time.Date(2026, 3, day, hour, minute, 0, 0, zone))
	}
	for _, c := range []struct {
		hour, minute int
		want         string
	}{{0, 0, "evening"}, {4, 59, "evening"}, {5, 0, "morning"}, {11, 59, "morning"}, {12, 0, "afternoon"}, {16, 59, "afternoon"}, {17, 0, "evening"}, {23, 59, "evening"}} {
		k := known(t)
		k.Zone, k.Now = zone, at(10, c.hour, c.minute)
		if s := slotOf(t, fillText(t, "{daypart}", k), "daypart"); s.Value != c.want || s.Source.Field != "UTC+2" {
			t.Errorf("at %02d:%02d: %q by %s, want %q", c.hour, c.minute, s.Value, s.Source.Field, c.want)
		}
	}
	for _, c := range []struct {
		wrote   chat.Instant
		holiday string
		want    string
	}{
		{at(10, 0, 1), "", "today"},
		{at(9, 23, 59), "", "yesterday"},
		{at(8, 12, 0), "", "on Sunday"},
		{at(4, 0, 0), "", "on Wednesday"},
		{at(3, 23, 0), "", "on 3 March"},
		{at(10, 0, 0) - 365*24*60*minute, "", "on 10 March 2025"},
		{at(9, 12, 0), "New Year's Day", "on New Year's Day"}, // G-ON-03
		{at(11, 0, 0), "", ""},                                // ahead of now: a clock is wrong, so nothing is said
	} {
		k := known(t)
		k.Zone, k.Now, k.Holiday = zone, at(10, 0, 30), c.holiday
		k.Messages = []chat.Message{line("m1", c.wrote, "calls drop")}
		if s := slotOf(t, fillText(t, "{wrote_when}", k), "wrote_when"); s.Value != c.want {
			t.Errorf("%s: %q, want %q", c.wrote.Time(), s.Value, c.want)
		}
	}
}

// Who only greeted has written all the same, and a line without a time says
// nothing about when.
func TestWroteAtOfAGreeting(t *testing.T) {
	for at, want := range map[chat.Instant]string{now: "15:00", 0: ""} {
		k := known(t)
		k.Messages = []chat.Message{line("m1", at, "hello")}
		if s := slotOf(t, fillText(t, "{wrote_at}", k), "wrote_at"); s.Value != want {
			t.Errorf("written at %d: %q, want %q", at, s.Value, want)
		}
	}
}

// "now" is only said when the dialler opens next.
func TestCallWhenTellsTheTruth(t *testing.T) {
	k := known(t)
	k.Typed["call_when"] = "right now"
	if f := fillText(t, "{call_when}", k); f.Text != "within 2 hours" || !f.PromisesCall() {
		t.Errorf("typed over a fact: %q", f.Text)
	}
	k.CallNext = true
	if f := fillText(t, "{call_when}", k); f.Text != "right now" {
		t.Errorf("with the dialler next: %q", f.Text)
	}
	k.Policy.Silence.Call = 90 * time.Minute
	if f := fillText(t, "{call_within}", k); f.Text != "90 minutes" {
		t.Errorf("another policy: %q", f.Text)
	}
	k.Policy.Silence.Call = 0
	if f := fillText(t, "{call_within}", k); len(f.Empty()) != 1 {
		t.Errorf("without a policy: %q", f.Text)
	}
}

func TestReadyRefuses(t *testing.T) {
	for _, c := range []struct {
		name, text string
		change     func(*script.Known)
		ok         bool
	}{
		{"all filled", "Hello {customer}, {first_action}.", nil, true},
		{"an empty slot", "Hello {invoice}.", nil, false},
		{"a blank one", "Hello {invoice}.", func(k *script.Known) { k.Typed["invoice"] = " \n" }, false},
		{"typed", "Hello {invoice}.", func(k *script.Known) { k.Typed["invoice"] = "42" }, true},
		{"typed with a bracket", "Hello {invoice}.", func(k *script.Known) { k.Typed["invoice"] = "[number]" }, false},
		{"a setting with a bracket", "{phone}", func(k *script.Known) { k.Settings.Phone = "[phone]" }, false},
		{"an agent's name with a brace", "{agent}", func(k *script.Known) { k.Agent = "{customer}" }, false},
		{"a customer who writes brackets", "{issue}", func(k *script.Known) { k.Messages[2].Text = "error [42] {customer}" }, true},
	} {
		k := known(t)
		if c.change != nil {
			c.change(&k)
		}
		f := fillText(t, c.text, k)
		if ok, why := f.Ready(); ok != c.ok || ok == (why != "") {
			t.Errorf("%s: %t, %q for %q", c.name, ok, why, f.Text)
		}
	}
	// What merging lets in, sending does not.
	if ok, why := script.Fill(script.Response{Text: "Hello [name]"}, known(t)).Ready(); ok || why == "" {
		t.Error("a raw bracket of the response is ready")
	}
	if ok, _ := script.Fill(script.Response{Text: "{?similar:Yes}"}, known(t)).Ready(); ok {
		t.Error("nothing at all is ready")
	}
}

func TestReadyAsJudgesWhatWasEdited(t *testing.T) {
	k := known(t)
	k.Messages[2].Text = "error [42]"
	f := fillText(t, "“{issue}”: {invoice}", k)
	for text, want := range map[string]bool{
		f.Text:                false, // {invoice} still stands there
		"“error [42]”: 7":     true,
		"“error [42]”: [7]":   false,
		"[42] “error [42]” 7": false, // brackets of one's own beside the quoted ones
		"error, and so on":    true,
		" ":                   false,
	} {
		if ok, why := f.ReadyAs(text); ok != want || ok == (why != "") {
			t.Errorf("%q: %t, %q", text, ok, why)
		}
	}
	// deleting the blank does not make the ticket resolved.
	f = fillText(t, "Solved under {resolved_ticket}.", k)
	if ok, _ := f.ReadyAs("Solved under TK-1."); ok {
		t.Error("a fact was typed over")
	}
}

// Nothing that is ready has an empty slot, nor a brace or bracket outside the
// customer's own words, whatever the response, the chat and the settings are.
func TestReadyProperty(t *testing.T) {
	names := []string{"customer", "agent", "team", "phone", "issue", "query", "action", "problem", "first_action", "invoice", "ticket", "resolved_ticket", "call_when", "wrote_when", "daypart"}
	p := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-z {}\[\]“é\n]{0,12}`)
		part := rapid.OneOf(
			word,
			rapid.Map(rapid.SampledFrom(names), func(n string) string { return "{" + n + "}" }),
			rapid.Just("{?similar:as before }"),
			rapid.StringMatching(`[A-Za-z ,.]{1,10}`),
		)
		said := rapid.Custom(func(t *rapid.T) string {
			return rapid.SampledFrom([]string{"", "hi, ", "I want to ", "not working ", "my name is "}).Draw(t, "cue") + word.Draw(t, "said")
		})
		k := script.Known{
			Now: now, Policy: p, Agent: word.Draw(t, "agent"), CallNext: rapid.Bool().Draw(t, "next"),
			Customer: chat.Customer{Name: word.Draw(t, "name")},
			Settings: script.Settings{Salutation: word.Draw(t, "salutation"), Team: word.Draw(t, "team"), Phone: word.Draw(t, "phone")},
			Ticket:   script.Ticket{Ref: word.Draw(t, "ref"), Resolved: rapid.Bool().Draw(t, "resolved")},
			Similar:  rapid.IntRange(0, 1).Draw(t, "similar"),
			Typed:    rapid.MapOf(rapid.SampledFrom(names), word).Draw(t, "typed"),
		}
		for i, text := range rapid.SliceOfN(said, 0, 4).Draw(t, "messages") {
			k.Messages = append(k.Messages, line(chat.MessageID(rune('a'+i)), now-minute, text))
		}
		f := script.Fill(script.Response{Text: strings.Join(rapid.SliceOfN(part, 1, 6).Draw(t, "text"), "")}, k)
		checkSources(t, f, k)
		ok, why := f.Ready()
		if ok != (why == "") {
			t.Fatalf("ready %t because %q", ok, why)
		}
		if !ok {
			return
		}
		rest, at := "", 0
		for _, s := range f.Slots {
			if s.Value == "" && !s.Clause {
				t.Fatalf("slot %s is empty in %q", s.Name, f.Text)
			}
			if s.Source.Kind == script.SourceMessage && s.Source.End > s.Source.Start {
				rest += f.Text[at:s.Start]
				at = s.End
			}
		}
		if rest += f.Text[at:]; strings.ContainsAny(rest, "{}[]") {
			t.Fatalf("%q is ready and has a bracket in %q", f.Text, rest)
		}
		if ok, why := f.ReadyAs(f.Text); !ok {
			t.Fatalf("%q is ready and not as it stands: %s", f.Text, why)
		}
	})
}

// checkSources holds every quoted value to the line that it is said to be from.
func checkSources(t *rapid.T, f script.Filled, k script.Known) {
	for _, s := range f.Slots {
		if s.Source.Kind != script.SourceMessage || s.Source.End == 0 {
			continue
		}
		i := slices.IndexFunc(k.Messages, func(m chat.Message) bool { return m.ID == s.Source.Message })
		if i < 0 {
			t.Fatalf("slot %s is from a line that does not exist", s.Name)
		}
		quoted := strings.Join(strings.Fields(k.Messages[i].Text[s.Source.Start:s.Source.End]), " ")
		if strings.TrimSuffix(s.Value, "…") != quoted && s.Value != quoted {
			t.Fatalf("slot %s says %q, its line %q", s.Name, s.Value, quoted)
		}
	}
}

func BenchmarkFill(b *testing.B) {
	k := known(b)
	for i := range 2_000 {
		k.Messages = append(k.Messages, chat.Message{ID: chat.MessageID(rune(i)), At: now, From: chat.SpeakerBot, Text: "An answer of the bot that is of ordinary length."})
	}
	r := get(b, starter(b), script.IDTakeOver2)
	b.ReportAllocs()
	for b.Loop() {
		script.Fill(r.Content, k)
	}
}

// G-HAND-02, G-HAND-03: what the customer wants is not the person who answers, nor
// what is in the way the bot's being of no use; that is why an agent is there.
func TestSlotsAreNotAboutTheHelp(t *testing.T) {
	for _, c := range []struct{ slot, first, second, want string }{
		{"action", "I want to add a user.", "I want to talk to a human please", "add a user"},
		{"action", "I need to speak with a real person, I want to change my plan", "", "change my plan"},
		{"action", "I want to talk to a human", "", ""},
		{"problem", "The panel says error 403.", "This does not help, get me a person", "The panel says error 403"},
		{"problem", "You are not helping", "", ""},
		{"problem", "You are useless; my login fails", "", "my login fails"},
		{"issue", "Connect me to an agent!", "My number is not ringing.", "My number is not ringing"},
		{"issue", "Connect me to an agent", "", "Connect me to an agent"},
		{"issue", "Wait...", "", "Wait..."},
	} {
		k := known(t)
		k.Messages = []chat.Message{line("m1", now, c.first), line("m2", now, c.second)}
		if got := slotOf(t, fillText(t, "{"+c.slot+"}", k), c.slot).Value; got != c.want {
			t.Errorf("%q, %q: %s is %q, want %q", c.first, c.second, c.slot, got, c.want)
		}
	}
}

// A value that ends a sentence gets no second full stop.
func TestOneFullStop(t *testing.T) {
	k := known(t)
	k.Typed = map[string]string{"first_action": "Does it work now?"}
	for text, want := range map[string]string{
		"Here is {agent}. I do this: {first_action}.": "Here is Rohan M. I do this: Does it work now?",
		"{agent}... {agent}, well.":                   "Rohan M.... Rohan M., well.",
		"Now. {call_within}.":                         "Now. 2 hours.",
	} {
		if got := fillText(t, text, k).Text; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
