package report

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// counted folds events about one chat and counts them.
func counted(r *Rules, bodies ...chat.Body) []RuleFigures {
	f := chat.NewFloor()
	f.Apply(&chat.Event{ID: "open", Chat: "c", Body: &chat.ChatOpened{Bot: true}})
	for i, b := range bodies {
		held := f.Chat("c").Triggers
		e := chat.Event{ID: chat.EventID(rune('a' + i)), Chat: "c", By: "asha", Body: b}
		if f.Apply(&e).Applied {
			r.Take(held, &e)
		}
	}
	return r.Figures()
}

func raised(rule chat.RuleID, l chat.Level, marked chat.AgentID) chat.Body {
	return &chat.TriggerRaised{Trigger: chat.Trigger{Rule: rule, Level: l, MarkedBy: marked}}
}

func TestRules(t *testing.T) {
	const rule = policy.RuleBotWrong
	gone, sure := &chat.TriggerDismissed{Rule: rule, Reason: "it was right"}, &chat.TriggerConfirmed{Rule: rule}
	for _, tc := range []struct {
		name   string
		bodies []chat.Body
		want   RuleFigures
		share  chat.Score
	}{
		{"nothing", nil, RuleFigures{}, 0},
		{"a notice", []chat.Body{raised(rule, chat.LevelNotice, "")}, RuleFigures{Raised: 1}, chat.ScoreOf(0)},
		{"an alert", []chat.Body{raised(rule, chat.LevelAlert, "")}, RuleFigures{Raised: 1, Alerts: 1}, chat.ScoreOf(0)},
		{"one that gets louder", []chat.Body{raised(rule, chat.LevelNotice, ""), raised(rule, chat.LevelAlert, "")}, RuleFigures{Raised: 1, Alerts: 1}, chat.ScoreOf(0)},
		{"a mark", []chat.Body{raised(rule, chat.LevelAlert, "asha")}, RuleFigures{Raised: 1, Alerts: 1, Marked: 1}, chat.ScoreOf(0)},
		{"a mark over a notice", []chat.Body{raised(rule, chat.LevelNotice, ""), raised(rule, chat.LevelAlert, "asha")}, RuleFigures{Raised: 1, Alerts: 1, Marked: 1}, chat.ScoreOf(0)},
		{"dismissed, once", []chat.Body{raised(rule, chat.LevelAlert, ""), gone, gone}, RuleFigures{Raised: 1, Alerts: 1, Dismissed: 1}, chat.ScoreOne},
		{"one of three", []chat.Body{raised(rule, chat.LevelNotice, ""), gone, raised(rule, chat.LevelNotice, ""), &chat.TriggerCleared{Rule: rule}, raised(rule, chat.LevelNotice, "")}, RuleFigures{Raised: 3, Dismissed: 1}, chat.ScoreOf(3333)},
		{"confirmed, once", []chat.Body{raised(rule, chat.LevelAlert, ""), sure, sure}, RuleFigures{Raised: 1, Alerts: 1, Confirmed: 1}, chat.ScoreOf(0)},
		{"confirmed where nothing holds", []chat.Body{sure}, RuleFigures{}, 0},
	} {
		all := counted(&Rules{}, tc.bodies...)
		tc.want.Rule = rule
		got := all[slices.IndexFunc(all, func(f RuleFigures) bool { return f.Rule == rule })]
		if got != tc.want || got.ShareDismissed() != tc.share || len(all) != len(policy.RuleIDs()) {
			t.Errorf("%s: %+v, share %s, want %+v", tc.name, got, got.ShareDismissed(), tc.want)
		}
	}
}

func TestRulesOfOtherVersions(t *testing.T) {
	all := counted(&Rules{}, raised("younger", chat.LevelNotice, ""), raised("elder", chat.LevelAlert, ""))
	if n := len(policy.RuleIDs()); len(all) != n+2 || all[n].Rule != "elder" || all[n+1].Rule != "younger" {
		t.Errorf("%+v", all)
	}
}

// TestResumedRules counts in two parts, as a hub does that starts from a
// checkpoint: the figures are those of the whole.
func TestResumedRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var whole, first Rules
		levels := []chat.Level{chat.LevelNotice, chat.LevelAlert}
		bodies := make([]chat.Body, rapid.IntRange(0, 20).Draw(t, "events"))
		for i := range bodies {
			rule := rapid.SampledFrom(policy.RuleIDs()[:2]).Draw(t, "rule")
			bodies[i] = rapid.SampledFrom([]chat.Body{
				raised(rule, rapid.SampledFrom(levels).Draw(t, "level"), ""), &chat.TriggerDismissed{Rule: rule}, &chat.TriggerConfirmed{Rule: rule},
			}).Draw(t, "body")
		}
		want := counted(&whole, bodies...)
		cut := rapid.IntRange(0, len(bodies)).Draw(t, "cut")
		var second Rules
		second.Resume(counted(&first, bodies[:cut]...))
		f := chat.NewFloor()
		f.Apply(&chat.Event{ID: "open", Chat: "c", Body: &chat.ChatOpened{Bot: true}})
		for i, b := range bodies {
			held := f.Chat("c").Triggers
			e := chat.Event{ID: chat.EventID(rune('a' + i)), Chat: "c", By: "asha", Body: b}
			if f.Apply(&e); i >= cut {
				second.Take(held, &e)
			}
		}
		if got := second.Figures(); !slices.Equal(got, want) {
			t.Fatalf("%+v, want %+v", got, want)
		}
	})
}
