package thread

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// marked is what the hub makes of a mark.
func marked(rule chat.RuleID, line string, by chat.AgentID) chat.Body {
	return &chat.TriggerRaised{Trigger: chat.Trigger{
		Rule: rule, Version: 1, Policy: 2, Tier: chat.TierImmediate, Level: chat.LevelAlert, Score: chat.ScoreOne, MarkedBy: by,
		Evidence: []chat.Evidence{{Message: chat.MessageID(line), To: len(line), Words: "marked by somebody"}},
	}}
}

// G-TRIG-02: one key says that the bot is wrong in its latest line. The line is
// quoted once the hub has it, and the undo dismisses it.
func TestOneKeySaysThatTheBotIsWrong(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"), stage.Answered("old answer", 9000), stage.Said("no"), stage.Answered("The price is 5.", 9000), stage.Said("what?"))
	r.show("c")
	r.pane.MarkWrong()
	r.wantAsked(`mark c bot_wrong "The price is 5."`)
	r.render()
	if r.pane.notice.Visible() {
		t.Fatal("the mark is said to be there before the hub has it")
	}
	r.Do("c", marked(policy.RuleBotWrong, "The price is 5.", stage.Me))
	r.render()
	r.wantSays("Marked: the bot is wrong here", "“The price is 5.”", "Wrong answer", "marked by you")
	test.Tap(r.button("Undo"))
	r.wantAsked("dismiss c bot_wrong " + undone)
	if r.pane.notice.Visible() {
		t.Error("the notice stays after the undo")
	}
	r.pane.Dismiss()
	if r.window.Canvas().Overlays().Top() == nil {
		t.Error("after the undo the same key does not ask for the reason of a dismissal")
	}
}

// G-TRIG-01: the same for the customer's frustration, and a mark that nobody takes
// back stands.
func TestOneKeySaysThatThisIsFrustration(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"))
	r.show("c")
	r.pane.MarkFrustrated()
	r.wantAsked()
	r.wantSays("The customer has not written anything yet.")
	r.Do("c", stage.Said("I am so done"), stage.Answered("Glad to help!", 9000))
	r.show("c")
	r.pane.MarkFrustrated()
	r.wantAsked(`mark c frustration "I am so done"`)
	r.Do("c", marked(policy.RuleFrustration, "I am so done", stage.Me))
	r.render()
	r.wantSays("Marked: the customer is frustrated")
	r.Pass(markedTime)
	r.pane.Tick()
	if r.pane.notice.Visible() {
		t.Error("the notice does not go by itself")
	}
	r.render()
	if r.pane.notice.Visible() {
		t.Error("the notice comes back")
	}
}

// A line of a colleague's mark names them, and offers nothing to undo.
func TestAColleaguesMarkIsNamed(t *testing.T) {
	r := newRoom(t)
	r.Colleague(stage.Other, "Billing", true)
	r.Do("c", stage.Opened("Ada"), stage.Answered("x", 9000), marked(policy.RuleBotWrong, "x", stage.Other))
	r.show("c")
	r.wantSays("Wrong answer", "marked by agent ben")
	if r.pane.notice.Visible() {
		t.Error("somebody else's mark is offered for undoing")
	}
}

// Whoever has gone back in the conversation means the line that they see there.
func TestTheLineInSightIsMeant(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"))
	for i := range 40 {
		line := "answer " + string(rune('A'+i))
		r.Do("c", stage.Said("question "+line), stage.Answered(line, 9000))
	}
	r.show("c")
	r.pane.lines.Reveal("answer B")
	r.pane.MarkWrong()
	asked := r.desk.Take()
	if len(asked) != 1 || strings.Contains(asked[0], "answer "+string(rune('A'+39))) {
		t.Errorf("asked %q although the newest line is far out of sight", asked)
	}
	r.pane.lines.ToBottom()
	r.pane.MarkWrong()
	r.wantAsked(`mark c bot_wrong "answer ` + string(rune('A'+39)) + `"`)
}

// What may not be marked is refused with the hub's own words, before it is asked.
func TestAMarkThatIsRefusedSaysWhy(t *testing.T) {
	for name, happens := range map[string][]chat.Body{
		"mine":   stage.Taken(stage.Me),
		"theirs": stage.Taken(stage.Other),
		"closed": {&chat.ChatClosed{Reason: "solved"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t)
			r.Person(stage.Me, chat.RolePrimary, "General", true)
			r.Colleague(stage.Other, "Billing", true)
			r.Do("c", stage.Opened("Ada"), stage.Said("hm"), stage.Answered("x", 9000))
			r.Do("c", happens...)
			r.show("c")
			want := r.Refusal("c", &chat.MarkTrigger{Rule: policy.RuleFrustration, Message: "hm"})
			r.pane.MarkFrustrated()
			r.wantAsked()
			r.wantSays(want)
			for _, item := range r.pane.lineMenu("hm") {
				if item.Label == "This is frustration" {
					t.Error("the menu of the line offers it all the same")
				}
			}
			if name != "closed" { // G-OPS-02: an error of the bot is written down, whoever serves
				r.pane.MarkWrong()
				r.wantAsked(`mark c bot_wrong "x"`)
				return
			}
			want = r.Refusal("c", &chat.MarkTrigger{Rule: policy.RuleBotWrong, Message: "x"})
			r.pane.MarkWrong()
			r.wantAsked()
			r.wantSays(want)
			if len(r.pane.lineMenu("x")) != 0 {
				t.Error("the menu of the line offers it all the same")
			}
		})
	}
}

// Any line can be marked from its menu.
func TestTheMenuOfALineMarksIt(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"), stage.Said("old grief"), stage.Answered("old answer", 9000), stage.Said("new"), stage.Answered("newer", 9000))
	r.show("c")
	for line, want := range map[string]string{"old answer": "The bot is wrong here", "old grief": "This is frustration"} {
		items := r.pane.lineMenu(line)
		if len(items) != 1 || items[0].Label != want {
			t.Fatalf("the menu of %q has %v", line, items)
		}
		items[0].Action()
	}
	asked := strings.Join(r.desk.Take(), "; ")
	if !strings.Contains(asked, `mark c bot_wrong "old answer"`) || !strings.Contains(asked, `mark c frustration "old grief"`) {
		t.Errorf("asked %s", asked)
	}
}

// G-TRIG-04, A-47: an invented fact is suspected until somebody confirms it, by the
// button or by its key.
func TestASuspicionIsConfirmed(t *testing.T) {
	r := newRoom(t)
	line := "Call +91 00000 00000."
	r.Do("c", stage.Opened("Ada"), stage.Answered(line, 9000), stage.Fired(policy.RuleHallucination, chat.TierImmediate, chat.LevelAlert,
		chat.Evidence{Message: chat.MessageID(line), From: 5, To: 20, Words: "no article has this number"}))
	r.show("c")
	r.wantSays("Invented facts, suspected 0.58", "No article has this number.", "Confirm")
	test.Tap(r.button("Confirm"))
	r.pane.MarkWrong()
	r.wantAsked("confirm c hallucination", "confirm c hallucination")
	r.Do("c", &chat.TriggerConfirmed{Rule: policy.RuleHallucination})
	r.show("c")
	r.wantSays("Invented facts 0.58", "confirmed by")
	if _, ok := stage.Called[*kit.Button](r.pane.Content(), "Confirm"); ok {
		t.Error("what is confirmed can be confirmed again")
	}
	r.pane.MarkWrong()
	r.wantAsked(`mark c bot_wrong "` + line + `"`)
}

// a dismissal has its reason; one in one's own words is bounded.
func TestADismissalInOnesOwnWords(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"), stage.Said("help"), stage.Alert("help"))
	r.show("c")
	r.pane.Dismiss()
	menu := r.window.Canvas().Overlays().Top()
	test.TapCanvas(r.window.Canvas(), placeOf(t, menu, otherReason))
	if r.pane.asking == nil {
		t.Fatal("no field for a reason of one's own")
	}
	r.show("") // the chat goes from screen meanwhile
	r.write(strings.Repeat("x", maxDismissal+1))
	sheet := r.pane.asking.sheet
	sheet.Confirm()
	r.wantAsked()
	if !stage.Says(r.window.Canvas().Overlays().Top(), "1 character too many") {
		t.Error("nothing says that the reason is too long")
	}
	r.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	sheet.Confirm()
	r.wantAsked("dismiss c human_request " + strings.Repeat("x", maxDismissal))
}

// The notice about a mark gives way to what matters more, and Esc heeds it.
func TestTheMarkIsHeeded(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"), stage.Answered("x", 9000))
	r.show("c")
	r.pane.MarkWrong()
	r.Do("c", marked(policy.RuleBotWrong, "x", stage.Me))
	r.render()
	if !r.pane.Heed() || r.pane.notice.Visible() {
		t.Error("Esc does not heed the notice")
	}
	r.Pass(time.Second)
	r.render()
	if r.pane.notice.Visible() || r.pane.Heed() {
		t.Error("it comes back")
	}
}

// the rule that is marked in the panel can be dismissed, though the banner is
// about another, or is not there for a notice; the menu names what it is about.
func TestTheMarkedRuleIsDismissed(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"), stage.Said("help"), stage.Fired(policy.RuleBilling, chat.TierImmediate, chat.LevelNotice))
	r.show("c")
	r.pane.Dismiss()
	if r.window.Canvas().Overlays().Top() != nil {
		t.Fatal("nothing alerts and nothing is marked, and a dismissal is offered")
	}
	r.pane.Ask("c", policy.RuleBilling, nil, false)
	r.pane.Dismiss()
	menu := r.window.Canvas().Overlays().Top()
	if menu == nil || !stage.Says(menu, "“Billing or account” is none, because:") {
		t.Fatal("the menu does not say what is dismissed")
	}
	test.TapCanvas(r.window.Canvas(), placeOf(t, menu, dismissals[0]))
	r.wantAsked("dismiss c billing " + dismissals[0])
	r.Do("c", stage.Alert("help"))
	r.show("c")
	r.pane.Ask("c", policy.RuleFrustration, nil, false) // does not hold
	r.pane.Dismiss()
	test.TapCanvas(r.window.Canvas(), placeOf(t, r.window.Canvas().Overlays().Top(), dismissals[0]))
	r.wantAsked("dismiss c human_request " + dismissals[0])
}

// A banner says at a glance what was seen, and counts what it leaves out.
func TestManyCausesAreCounted(t *testing.T) {
	long := strings.Repeat("x", briefly)
	for want, all := range map[string][]string{
		"a; b":                {"a", "b"},
		"a":                   {"a"},
		"":                    nil,
		"a; and 2 more":       {"a", long + long, "c"},
		long + "; b":          {long, "b"},
		long + "; and 1 more": {long, long},
		long + "…":            {long + long},
	} {
		if got := clauses(all); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
