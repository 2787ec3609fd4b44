package script_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/script"
)

// Each text of the requirements is in the library, with the slots that its
// criterion names.
func TestStarterHasTheGuidesResponses(t *testing.T) {
	l := starter(t)
	for _, c := range []struct {
		requirement string
		id          script.ResponseID
		slots       string
	}{
		{"G-CAN-01", script.IDCallAsked, "customer"},
		{"G-HAND-02, G-CAN-02", script.IDTakeOver1, "customer agent team issue"},
		{"G-HAND-03, G-CAN-02", script.IDTakeOver2, "action problem"},
		{"G-HAND-04, G-CAN-02, A-04", script.IDTakeOver3, "similar customer first_action"},
		{"G-CAN-03", script.IDQuery, "customer query info_needed"},
		{"G-CAN-04", script.IDInformation, ""},
		{"G-NR-01, G-CAN-05", script.IDSilence1, "customer"},
		{"G-NR-01", script.IDSilence1Other, "customer"},
		{"G-NR-02, G-CAN-05", script.IDSilence2, "customer closes_in call_within phone"},
		{"G-NR-03, G-CAN-05", script.IDSilence3, "customer call_within issue"},
		{"G-CAN-06", script.IDAfterHours, "customer call_within issue"},
		{"G-CAN-07, A-42", script.IDAlreadySolved, "customer resolved_by resolved_ticket"},
		{"G-CLOSE-01", script.IDClosing1, "customer"},
		{"G-CLOSE-02", script.IDClosing2, "team customer"},
		{"G-CLOSE-03", script.IDClosing3, "phone email"},
		{"G-CLOSE-05, G-CLOSE-06, G-CLOSE-07", script.IDClosingOpen, "customer next_steps resolve_by call call_at call"},
		{"G-ON-03, A-17", script.IDDelayedAck, "daypart customer agent team wrote_when wrote_at issue call_when"},
		{"G-ON-03, A-17", script.IDDelayedAckNow, "daypart customer agent team wrote_when wrote_at issue"},
		{"G-ON-08", script.IDDelayedWrite, "customer agent team issue phone"},
		{"G-ON-09, A-53", script.IDDelayedPhone, "daypart customer agent team issue"},
		{"G-FU-10", script.IDFollowUpPhone, "daypart customer agent team issue"},
		{"G-CB-08", script.IDCallbackOffer, "customer issue"},
		{"G-CB-10, G-CB-11", script.IDCallbackConfirm, "customer agent team when ref phone"},
		{"G-CB", script.IDCallbackPhone, "daypart customer agent team ref issue"},
	} {
		r, ok := l.Get(c.id)
		if !ok {
			t.Errorf("%s: there is no %s", c.requirement, c.id)
			continue
		}
		f := script.Fill(r.Content, known(t))
		var names []string
		for _, s := range f.Slots {
			names = append(names, s.Name)
		}
		if got := strings.Join(names, " "); got != c.slots {
			t.Errorf("%s: %s has the slots %q, want %q", c.requirement, c.id, got, c.slots)
		}
		// A known chat fills all but the ticket, which nobody looked up.
		if ok, why := f.Ready(); ok == (c.id == script.IDAlreadySolved) {
			t.Errorf("%s: ready %t, %s: %q", c.requirement, ok, why, f.Text)
		}
	}
}

// G-COV-01, and the "phone, mail, names are settings": no number, no
// address and no figure that the policy decides stands in a text.
func TestStarterHasNoDataOfATeam(t *testing.T) {
	figure := regexp.MustCompile(`[0-9@]|\b(?:two|three|five|hours?|minutes?)\b`)
	for r := range starter(t).All() {
		if m := figure.FindString(r.Content.Text); m != "" {
			t.Errorf("%s says %q", r.ID, m)
		}
		if err := r.Content.Check(); err != nil || r.Content.Shortcut == "" || r.Content.Folder == "" || r.By != "" || r.Updated != 0 {
			t.Errorf("%+v: %v", r, err)
		}
	}
}

// G-CAN-05, G-CAN-02: the scripts hold ids, so an edit shows in both places;
// and a deleted step is missed, not skipped.
func TestScriptsShareTheLibrarysTexts(t *testing.T) {
	l := starter(t)
	for _, s := range script.Scripts() {
		if len(s.Steps) < 2 || len(s.Missing(l)) != 0 {
			t.Errorf("%s: steps %v, missing %v", s.Name, s.Steps, s.Missing(l))
		}
	}
	step := get(t, l, script.SilenceScript().Steps[0])
	step.Content.Text = "Hello?"
	l, _ = put(t, l, step)
	if hits := l.Search(script.Query{Text: "/there"}); hits[0].Content.Text != "Hello?" || get(t, l, script.SilenceScript().Steps[0]).Content.Text != "Hello?" {
		t.Errorf("the library offers %q", hits[0].Content.Text)
	}
	l, _, err := l.Delete(step.ID, get(t, l, step.ID).Revision, "lead", 1)
	if err != nil || !slices.Equal(script.SilenceScript().Missing(l), []script.ResponseID{step.ID}) {
		t.Errorf("missing %v, %v", script.SilenceScript().Missing(l), err)
	}
}

// the answer to a first request for a call promises none; G-NR-02,
// G-CAN-06: others do, and the sender owes the call.
func TestWhichResponsesPromiseACall(t *testing.T) {
	want := []script.ResponseID{script.IDAfterHours, script.IDDelayedAck, script.IDSilence2, script.IDSilence3}
	var got []script.ResponseID
	for r := range starter(t).All() {
		if script.Fill(r.Content, known(t)).PromisesCall() {
			got = append(got, r.ID)
		}
	}
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("these promise a call: %v, want %v", got, want)
	}
}

// nobody claims experience that the tickets do not show.
func TestExperienceOnlyWithTickets(t *testing.T) {
	r, k := get(t, starter(t), script.IDTakeOver3).Content, known(t)
	without := script.Fill(r, k).Text
	k.Similar = 3
	f := script.Fill(r, k)
	if strings.Contains(without, "other customers") || !strings.HasSuffix(f.Text, without) || f.Text == without {
		t.Errorf("without: %q, with: %q", without, f.Text)
	}
	if s := f.Slots[0]; s.Source.Kind != script.SourceTicket || s.Source.Field != "3 resolved like this" {
		t.Errorf("source %+v", s.Source)
	}
}

// "resolved" is looked up; an open ticket, or one that somebody types,
// is refused with the reason.
func TestAlreadySolvedNeedsAResolvedTicket(t *testing.T) {
	r, k := get(t, starter(t), script.IDAlreadySolved).Content, known(t)
	k.Typed["resolved_ticket"], k.Typed["resolved_by"] = "TK-7", "Rohan M."
	k.Ticket = script.Ticket{Ref: "TK-7", Person: "Rohan M."}
	if ok, why := script.Fill(r, k).Ready(); ok || !strings.Contains(why, "resolved") {
		t.Errorf("an open ticket: %t, %q", ok, why)
	}
	k.Ticket.Resolved = true
	f := script.Fill(r, k)
	if ok, why := f.Ready(); !ok || !strings.Contains(f.Text, "by Rohan M. under ticket TK-7") {
		t.Errorf("a resolved one: %q, %q", why, f.Text)
	}
}

// Whoever edits a response is told what each slot of it is.
func TestEverySlotOfTheStarterIsExplained(t *testing.T) {
	l := starter(t)
	if want := []string{"After hours", "Callback", "Closing", "Follow-up", "Requests", "Silent customer", "Takeover"}; !slices.Equal(l.Folders(), want) {
		t.Errorf("folders %q, want %q", l.Folders(), want)
	}
	for r := range l.All() {
		for _, s := range script.Fill(r.Content, script.Known{}).Slots {
			if !s.Clause && script.About(s.Name) == "" {
				t.Errorf("%s: nothing is said about {%s}", r.ID, s.Name)
			}
		}
	}
	if got := script.About("invoice"); got != "" {
		t.Errorf("a slot of the team's own is said to be %q", got)
	}
}

// Two floors that begin with the same files begin with the same revisions.
func TestStarterIsTheSameEverywhere(t *testing.T) {
	if !starter(t).Equal(starter(t)) {
		t.Error("two starters differ")
	}
}
