package thread

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/report"
	"floorwalker/app/trigger"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// study is a room with the panel "Why?" beside it instead of the side panel.
type study struct {
	*room
	why    *Reasons
	closed int
}

func newStudy(t testing.TB) *study {
	t.Helper()
	s := &study{room: newRoom(t)}
	s.desk.Explains(t)
	s.why = NewReasons(ReasonsOptions{
		Desk: s.desk, Policy: s.Policy, Post: s.crank.Post, OnRule: s.pane.Ask,
		OnClose: func() { s.closed++; s.why.Close() },
	})
	s.window.SetContent(container.NewBorder(nil, nil, nil,
		container.NewGridWrap(fyne.NewSize(280, 800), s.why.Content()), s.pane.Content()))
	return s
}

func (s *study) open(id chat.ChatID) {
	s.show(id)
	s.why.Open(s.Snapshot())
	s.draw()
}

func (s *study) draw() {
	s.crank.Drain()
	s.render()
	s.why.Render(s.Snapshot())
	s.crank.Drain()
}

func (s *study) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		s.why.list.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// rules is every row as it is read aloud, in order.
func (s *study) rules() []string {
	var said []string
	for i := range s.why.rows {
		s.why.list.Mark(i)
		said = append(said, s.why.list.AccessibilityLabel())
	}
	return said
}

func (s *study) marked() string { return s.why.list.AccessibilityLabel() }

func (s *study) wantMarked(words ...string) {
	s.t.Helper()
	for _, w := range words {
		if !strings.Contains(strings.Join(strings.Fields(s.marked()), " "), w) {
			s.t.Errorf("the marked row does not say %q: %s", w, s.marked())
		}
	}
}

// bubble is a message as it is drawn.
func (s *study) bubble(id string) kit.BubbleData {
	s.t.Helper()
	for i := range s.pane.source.Len() {
		if s.pane.source.Key(i) == id {
			return s.pane.source.Item(i)
		}
	}
	s.t.Fatalf("no line %q", id)
	return kit.BubbleData{}
}

const asks = "please connect me to a human agent now"

// D-01: any quiet chat answers "why no alert?" for all ten rules, value against
// threshold in words, and Esc leaves.
func TestWhyNotForAllTenRules(t *testing.T) {
	s := newStudy(t)
	s.Do("c", stage.Opened("Ada"), stage.Said("what are your opening hours?"), stage.Answered("We are open from nine to six.", 9300))
	s.open("c")
	if !stage.Says(s.why.Content(), "No alert: no rule is over its threshold.") {
		t.Errorf("the panel says:\n%s", stage.Read(s.why.Content()))
	}
	rules := s.rules()
	if len(rules) != len(policy.RuleIDs()) {
		t.Fatalf("%d rules are answered", len(rules))
	}
	for i, id := range policy.RuleIDs() {
		said := rules[i]
		if !strings.HasPrefix(said, words.Rule(id)+", ") {
			t.Errorf("row %d reads %q, want %s", i, said, id)
		}
		if id != policy.RuleHallucination && (!strings.Contains(said, "an alert needs") || strings.Count(said, "an alert needs") != 1) {
			t.Errorf("%s does not say once what an alert needs: %q", id, said)
		}
		if !strings.Contains(said, "policy "+fmt.Sprint(s.Policy.Version)) || !strings.Contains(said, "rule v") {
			t.Errorf("%s does not say by which rule: %q", id, said)
		}
	}
	s.press(fyne.KeyEscape)
	if s.closed != 1 || s.why.Opened() {
		t.Error("Esc does not close the panel")
	}
}

// D-01: the panel opens at the rule that calls, its words are marked in the
// conversation, and it is evaluated again to the same verdict.
func TestTheAlertIsExplained(t *testing.T) {
	s := newStudy(t)
	s.Do("c", stage.Opened("Ada"), stage.Said("hello"), stage.Answered("How can I help?", 9300), stage.Said(asks))
	s.desk.Watch("c")
	s.open("c")
	s.wantMarked("Asks for a person, alert", "an alert needs 0.90", "Re-checked from its lines: same verdict.")
	d := s.bubble(asks)
	if len(d.Asked) == 0 || !strings.Contains(d.Caption, "Asks for a person") {
		t.Errorf("what it saw is not marked: %+v", d)
	}
	s.press(fyne.KeyEnd) // low confidence: nothing to see in a customer's line
	if d := s.bubble(asks); len(d.Asked) != 0 || len(d.Highlights) == 0 {
		t.Errorf("after walking on: %+v; the banner's own words stay marked", d)
	}
	s.why.Close()
	if d := s.bubble(asks); len(d.Asked) != 0 || len(d.Highlights) == 0 {
		t.Errorf("after closing: %+v", d)
	}
}

// The rule that calls is in sight however far down it stands.
func TestTheRuleThatCallsIsInSight(t *testing.T) {
	s := newStudy(t)
	s.Do("c", stage.Opened("Ada"), stage.Said("hello"), stage.Answered("Perhaps.", 4000))
	s.desk.Watch("c")
	s.window.SetContent(container.NewStack(s.why.Content()))
	s.window.Resize(fyne.NewSize(280, 420))
	s.open("c")
	s.wantMarked("Low confidence, alert")
	for _, o := range stage.Texts(s.why.Content()) {
		if o.Text == "Low confidence" {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
			if at.Y < 0 || at.Y+o.Size().Height > 420 {
				t.Errorf("the row that is marked stands at %v", at)
			}
			return
		}
	}
	t.Error("the row is not drawn")
}

// Walking brings the first of what a rule saw into sight, and news leaves the mark
// and the reader's place alone.
func TestWalkingSeeksAndNewsDoesNot(t *testing.T) {
	s := newStudy(t)
	s.Do("c", stage.Opened("Ada"), stage.Said(asks))
	s.desk.Watch("c")
	for i := range 60 {
		s.Do("c", stage.Answered(fmt.Sprint("line of the bot ", i), 9300))
	}
	s.open("c")
	if s.pane.lines.AtBottom() {
		t.Fatal("the evidence, far up, was not brought into sight")
	}
	s.wantMarked("Asks for a person")
	s.press(fyne.KeyHome)
	s.wantMarked("Frustrated")
	s.pane.lines.ToBottom()
	s.Do("c", stage.Said("and now?"))
	s.draw()
	s.wantMarked("Frustrated")
	if !s.pane.lines.AtBottom() {
		t.Error("news took the reader away from the newest line")
	}
	asked := s.desk.Whys
	s.why.Tick()
	s.crank.Drain()
	if s.desk.Whys != asked+1 {
		t.Error("time alone is not asked about: the customer may be stuck by now")
	}
}

// G-TRIG-04, A-46: the hub's part says in words whether it is asked for, missing, or
// what it is.
func TestTheHubsPartInWords(t *testing.T) {
	s := newStudy(t)
	s.Do("c", stage.Opened("Ada"), stage.Said("hello"), stage.Answered("Call +91 00000 00000.", 9300))
	s.open("c")
	s.press(fyne.KeyHome, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	s.wantMarked("Invented facts, suspected, no score", "asking the hub…", "Share dismissed: asking the hub…")
	answer := func(h app.HubWhy) {
		for _, got := range s.desk.Unanswered {
			got(h)
		}
		s.desk.Unanswered = nil
		s.crank.Drain()
	}
	answer(app.HubWhy{State: app.HubAway})
	s.wantMarked("not known while the hub is away", "Share dismissed: not known while the hub is away")
	s.draw() // the connection is live: it is asked again
	answer(app.HubWhy{State: app.HubSilent})
	s.wantMarked("the hub did not answer")
	s.Do("c", stage.Said("ok"))
	s.draw()
	figures := []report.RuleFigures{{Rule: policy.RuleHallucination, Raised: 12, Dismissed: 3}}
	answer(app.HubWhy{State: app.HubAnswered, Knowledge: app.KnowledgeNone, Rules: figures, Verdict: trigger.Verdict{Rule: policy.RuleHallucination, Alert: chat.ScoreOf(8000)}})
	s.wantMarked("no knowledge is loaded: this rule has no score", "3 of 12 dismissed")
	if !stage.Says(s.why.Content(), "The hub has no articles to check answers by.") {
		t.Error("nothing says that there is no knowledge")
	}
	s.Do("c", stage.Said("ok then"))
	s.draw()
	answer(app.HubWhy{
		State: app.HubAnswered, Knowledge: app.KnowledgeLoaded, Articles: 42,
		Verdict: trigger.Verdict{
			Rule: policy.RuleHallucination, Score: chat.ScoreOf(3000), Notice: chat.ScoreOf(5000), Alert: chat.ScoreOf(8000),
			Words: "the number is held by an article",
			Spans: []chat.Evidence{{Message: "Call +91 00000 00000.", From: 5, To: 20}},
		},
	})
	s.wantMarked("quiet", "0.30, an alert needs 0.80", "The number is held by an article.", "asking the hub…")
	if d := s.bubble("Call +91 00000 00000."); len(d.Asked) != 1 {
		t.Errorf("what the hub saw is not marked: %+v", d)
	}
	s.Snap.Link.State = app.LinkOffline
	s.draw()
	s.wantMarked("not known while the hub is away")
}

// An answer that comes when another chat is on screen is nobody's.
func TestALateAnswerIsDropped(t *testing.T) {
	s := newStudy(t)
	s.Do("a", stage.Opened("Ada"), stage.Said("hello"))
	s.Do("b", stage.Opened("Bo"), stage.Said("hello"))
	s.open("a")
	late := s.desk.Unanswered
	s.open("b")
	for _, got := range late {
		got(app.HubWhy{State: app.HubAnswered, Knowledge: app.KnowledgeLoaded, Articles: 7})
	}
	s.crank.Drain()
	if stage.Says(s.why.Content(), "7 articles") {
		t.Error("the answer for a stands in the panel of b")
	}
	s.show("")
	s.draw()
	if !stage.Says(s.why.Content(), "No chat is open.") {
		t.Errorf("without a chat:\n%s", stage.Read(s.why.Content()))
	}
}

// D-01: what does not come out the same is said so, and why it cannot be tried.
func TestCheckedAgainInWords(t *testing.T) {
	held := chat.Trigger{Rule: policy.RuleFrustration, Level: chat.LevelAlert, Score: chat.ScoreOf(9900)}
	for _, c := range []struct {
		rule  chat.RuleID
		check app.Check
		want  string
	}{
		{policy.RuleFrustration, app.Check{Trigger: held, Again: trigger.Verdict{Score: chat.ScoreOf(9900), Level: chat.LevelAlert}}, "same verdict"},
		{policy.RuleFrustration, app.Check{Trigger: held, Again: trigger.Verdict{Score: chat.ScoreOf(4200)}}, "comes to 0.42, quiet"},
		{policy.RuleFrustration, app.Check{Trigger: held, Err: trigger.ErrVersion}, "other rules than this desk's"},
		{policy.RuleHallucination, app.Check{Trigger: held, Err: trigger.ErrKnowledge}, "Judged by the hub's knowledge"},
		{policy.RuleStuck, app.Check{Trigger: held, Err: trigger.ErrEvidence}, "lines are not all here"},
	} {
		f := finding{Verdict: trigger.Verdict{Rule: c.rule}, check: &c.check, hub: &app.HubWhy{}}
		if got := f.again(); !strings.Contains(got, c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// a problem over the threshold that the bot may solve is no alert, and the row
// says why not.
func TestOverTheThresholdAndNoAlert(t *testing.T) {
	pol := stage.NewFloor(t).Policy
	v := trigger.Verdict{Rule: policy.RuleTechnical, Score: chat.ScoreOf(9300), Notice: chat.ScoreOf(5000), Alert: chat.ScoreOf(9000)}
	f := finding{Verdict: v, hub: &app.HubWhy{}, policy: pol, holds: true, held: chat.Trigger{Rule: v.Rule, Level: chat.LevelNotice, Score: v.Score}}
	if m := f.measure(); m.Value != "0.93, over 0.90, but not beyond the bot" || m.Pill.Word != "notice" {
		t.Errorf("%+v", m)
	}
	f.held, f.holds = chat.Trigger{}, false
	f.Rule = policy.RuleFrustration
	if m := f.measure(); m.Value != "0.93, over 0.90, but not raised as an alert" || m.Pill.Word != "quiet" {
		t.Errorf("%+v", m)
	}
	f.Verdict = trigger.Verdict{Rule: policy.RuleStuck, Score: chat.ScoreOf(4000), Notice: chat.ScoreOf(5000), Alert: chat.ScoreOf(5000)}
	if m := f.measure(); m.Value != "96 s on one issue, an alert needs 120 s" {
		t.Errorf("%+v", m)
	}
}

// A desk whose policy is not the hub's says so: its values are not those that the
// hub raised by.
func TestAnotherPolicyIsSaid(t *testing.T) {
	s := newStudy(t)
	s.Do("c", stage.Opened("Ada"), stage.Said("hello"))
	s.Snap.Me.Policy = s.Policy.Version
	s.open("c")
	if stage.Says(s.why.Content(), "this desk explains by policy") {
		t.Error("one policy is taken for two")
	}
	s.why.Close()
	s.Snap.Me.Policy = s.Policy.Version + 5
	s.open("c")
	want := fmt.Sprintf("The hub works by policy %d; this desk explains by policy %d", s.Policy.Version+5, s.Policy.Version)
	if !stage.Says(s.why.Content(), want) {
		t.Errorf("the panel says:\n%s", stage.Read(s.why.Content()))
	}
}

// BenchmarkReasons is what an answer costs the UI thread: ten rows and the lines of
// the chat that they mark.
func BenchmarkReasons(b *testing.B) {
	s := newStudy(b)
	s.Do("c", stage.Opened("Ada"), stage.Said(asks))
	s.desk.Watch("c")
	for i := range 100 {
		s.Do("c", stage.Answered(fmt.Sprint("line of the bot ", i), 9300))
	}
	s.open("c")
	b.ReportAllocs()
	for b.Loop() {
		s.why.draw()
	}
}

// BenchmarkWalk is what a step through the rules costs.
func BenchmarkWalk(b *testing.B) {
	s := newStudy(b)
	s.Do("c", stage.Opened("Ada"), stage.Said(asks))
	s.desk.Watch("c")
	s.open("c")
	b.ReportAllocs()
	for b.Loop() {
		s.press(fyne.KeyDown, fyne.KeyUp)
	}
}
