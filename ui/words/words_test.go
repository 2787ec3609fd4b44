package words_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/report"
	"floorwalker/app/view"
	"floorwalker/assets"
	"floorwalker/ui/words"
)

func want(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestLengths(t *testing.T) {
	for _, c := range []struct {
		d                                time.Duration
		clock, countdown, ago, inAPolicy string
	}{
		{0, "0:00", "0:00", "now", "0 min"},
		{time.Millisecond, "0:00", "0:01", "now", "0 s"}, // half a second left is not nought
		{time.Second, "0:01", "0:01", "now", "1 s"},
		{-time.Second, "0:01", "+0:01", "now", "-1 s"},
		{18 * time.Second, "0:18", "0:18", "18 s ago", "18 s"},
		{59*time.Second + 999*time.Millisecond, "0:59", "1:00", "59 s ago", "59 s"},
		{90 * time.Second, "1:30", "1:30", "1 min ago", "90 s"},
		{2 * time.Minute, "2:00", "2:00", "2 min ago", "2 min"},
		{time.Hour - time.Second, "59:59", "59:59", "59 min ago", "59 min"},
		{2*time.Hour + 5*time.Minute, "2 h 05", "2 h 05", "2 h ago", "2 h 05 min"},
		{-3 * time.Hour, "3 h 00", "+3 h 00", "now", "-10800 s"},
		{50 * time.Hour, "50 h 00", "50 h 00", "2 d ago", "50 h 00 min"},
	} {
		want(t, "clock of "+c.d.String(), words.Clock(c.d), c.clock)
		want(t, "countdown of "+c.d.String(), words.Countdown(c.d), c.countdown)
		want(t, "ago of "+c.d.String(), words.Ago(c.d), c.ago)
		if c.d >= 0 {
			want(t, "span of "+c.d.String(), words.Span(c.d), c.inAPolicy)
		}
	}
}

// A countdown never says that there is time left when there is none, nor that
// there is none while there is.
func TestACountdownDoesNotLie(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		left := time.Duration(rapid.Int64Range(-int64(90*time.Minute), int64(90*time.Minute)).Draw(t, "left"))
		says := words.Countdown(left)
		if late := strings.HasPrefix(says, "+"); late != (left < 0) {
			t.Fatalf("%v left is %q", left, says)
		}
		if left >= time.Millisecond && says == "0:00" {
			t.Fatalf("%v left is %q", left, says)
		}
	})
}

func TestTimesStandWhereTheDeskStands(t *testing.T) {
	i := chat.InstantOf(time.Date(2026, 11, 3, 14, 26, 5, 0, time.Local))
	want(t, "at", words.At(i), "14:26")
	want(t, "at the second", words.AtSecond(i), "14:26:05")
	want(t, "day", words.Day(i), "3 Nov")
}

func TestWho(t *testing.T) {
	for _, c := range []struct {
		row  view.Row
		want string
	}{
		{view.Row{Stage: chat.StageBot, Speaking: chat.SpeakerBot}, "BOT"},
		{view.Row{Stage: chat.StageQueued, Speaking: chat.SpeakerSystem}, "QUEUE"},
		{view.Row{Stage: chat.StageActive, Server: "Ben", Speaking: chat.SpeakerAgent}, "BEN"},
		{view.Row{Stage: chat.StageActive, Server: "Asha", Mine: true, Speaking: chat.SpeakerAgent}, "YOU"},
		{view.Row{Stage: chat.StageBot, Speaking: chat.SpeakerSystem}, "NOBODY"},
		{view.Row{Stage: chat.StageClosed, Mine: true}, "ENDED"},
	} {
		want(t, string(c.row.Stage), words.Who(&c.row), c.want)
	}
}

func TestSpeaking(t *testing.T) {
	for _, c := range []struct {
		thread view.Thread
		want   string
	}{
		{view.Thread{Stage: chat.StageBot, Speaking: chat.SpeakerBot}, "Bot is answering"},
		{view.Thread{Stage: chat.StageBot, Speaking: chat.SpeakerSystem}, "Nobody is answering"},
		{view.Thread{Stage: chat.StageQueued, Speaking: chat.SpeakerSystem}, "Waiting for a person"},
		{view.Thread{Stage: chat.StageActive, Speaking: chat.SpeakerAgent, Server: "Ben"}, "Ben is answering"},
		{view.Thread{Stance: view.Taking, Speaking: chat.SpeakerBot}, "Taking over…"},
		{view.Thread{Stance: view.Yours, Server: "Asha"}, "Yours · bot stopped"},
		{view.Thread{Stance: view.Ended, Server: "Ben"}, "Ended"},
		{view.Thread{Stance: view.Joined, Server: "Ben"}, "Joined · Ben serves it"},
		{view.Thread{Stance: view.Joined, Stage: chat.StageQueued}, "Waiting for a person"},
	} {
		want(t, "speaking", words.Speaking(&c.thread), c.want)
	}
}

func TestTriggers(t *testing.T) {
	low := chat.Trigger{Rule: policy.RuleLowConfidence, Score: chat.ScoreOf(5800), Threshold: chat.ScoreOf(7000)}
	twice := chat.Trigger{Rule: policy.RuleBotRepeat, Score: chat.ScoreOf(9500), Threshold: chat.ScoreOf(9000)}
	want(t, "low", words.Measured(low, nil), "0.58, alert under 0.70")
	want(t, "twice", words.Measured(twice, nil), "0.95, alert at 0.90")
	want(t, "rule", words.Rule(policy.RuleLowConfidence), "Low confidence")
	want(t, "rule", words.Rule(policy.RuleHumanRequest), "Asks for a person")
	want(t, "rule", words.Rule(policy.RuleBotRepeat), "Bot repeats itself")
	want(t, "a rule from a newer hub", words.Rule("very_new"), "very new")
	want(t, "badge", words.Badge(view.Badge{Rule: policy.RuleLowConfidence, Score: low.Score}), "Confidence 0.58")
	want(t, "badge", words.Badge(view.Badge{Rule: policy.RuleBotRepeat}), "Bot repeats")
	want(t, "badge", words.Badge(view.Badge{Rule: policy.RuleHumanRequest}), "Asks for a person")
	for _, id := range policy.RuleIDs() {
		full, short := words.Rule(id), words.Badge(view.Badge{Rule: id})
		if strings.Contains(full, "_") || len(full) > 26 || len(short) > 18 {
			t.Errorf("%s is called %q, and %q in a row", id, full, short)
		}
	}
	want(t, "suspected", words.Raised(chat.Trigger{Rule: policy.RuleHallucination}), "Invented facts, suspected")
	want(t, "confirmed", words.Raised(chat.Trigger{Rule: policy.RuleHallucination, ConfirmedBy: "asha"}), "Invented facts")
	want(t, "marked", words.Measured(chat.Trigger{Rule: policy.RuleBotWrong, Score: chat.ScoreOne, MarkedBy: "asha"}, nil), "marked")
	want(t, "close", words.Against(chat.ScoreOf(9849), chat.ScoreOf(9850), false), "0.9849, an alert needs 0.985")
	want(t, "below", words.Against(chat.ScoreOf(7400), chat.ScoreOf(7000), true), "0.74, an alert needs less than 0.70")
	want(t, "none", words.Against(0, chat.ScoreOf(7000), true), "no score, an alert needs less than 0.70")
	want(t, "level", words.Level(chat.LevelAlert)+words.Level(chat.LevelNotice)+words.Level(""), "alertnoticequiet")
	pol, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		t.Fatal(err)
	}
	want(t, "immediate", words.Tier(chat.TierImmediate, &pol), "step in within 30 s")
	want(t, "proactive", words.Tier(chat.TierProactive, &pol), "step in within 2 min")
}

func TestNames(t *testing.T) {
	want(t, "nobody", words.Name(" \t"), "Visitor")
	want(t, "somebody", words.Name("Ada"), "Ada")
	want(t, "a long one", words.Label("Venkatanarasimharaju Krishnamoorthy"), "Venkatanarasimharaju Kr…")
	want(t, "a short one", words.Label("Ada"), "Ada")
	want(t, "website", words.Channel(chat.ChannelWebsite), "Website")
	want(t, "whatsapp", words.Channel(chat.ChannelWhatsApp), "WhatsApp")
	want(t, "a driver's own", words.Channel("telegram"), "Telegram")
	want(t, "none", words.Channel(""), "Unknown channel")
	want(t, "another script", words.Channel("चैट"), "चैट")
	want(t, "two bytes", words.Upper("élan"), "Élan")
	want(t, "no text", words.Upper(""), "")
	want(t, "no end", words.Channel(chat.Channel(strings.Repeat("चै", 90))), strings.Repeat("चै", 11)+"च…")
	want(t, "a tag", words.Tag("vip"), "#vip")
	want(t, "a tag without end", words.Tag(strings.Repeat("x", 90)), "#"+strings.Repeat("x", 23)+"…")
	want(t, "a forward", words.Offered(chat.OfferForward), "Forward to you")
	want(t, "an invitation", words.Offered(chat.OfferInvitation), "Invites you")
	want(t, "one", words.Count(1, "chat"), "1 chat")
	want(t, "none", words.Count(0, "chat"), "0 chats")
}

// E-ESC-09: the age of the oldest escalation.
func TestOldest(t *testing.T) {
	want(t, "none", words.Oldest(0, 5000), "")
	want(t, "just made", words.Oldest(1000, 5000), "a moment ago")
	want(t, "two minutes", words.Oldest(1000, 121_000), "the oldest waits 2 min")
	want(t, "a part", words.Of(2, 7), "2 of 7")
}

// Whatever a driver names a channel, the word can be drawn.
func TestUpperKeepsTextWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		if got := words.Upper(s); !utf8.ValidString(got) || utf8.RuneCountInString(got) != utf8.RuneCountInString(s) {
			t.Fatalf("%q became %q", s, got)
		}
	})
}

// Every section, duty and state of the connection has its words.
func TestNothingIsNameless(t *testing.T) {
	seen := map[string]bool{}
	for s := range view.Sections {
		title, text := words.EmptySection(s)
		if seen[words.Section(s)] || seen[title] || words.Section(s) == "" || title == "" || text == "" {
			t.Errorf("section %d: %q, %q, %q", s, words.Section(s), title, text)
		}
		seen[words.Section(s)], seen[title] = true, true
	}
	want(t, "no such section", words.Section(view.Sections), "")
	for _, k := range []chat.ObligationKind{
		chat.OwedTakeOver, chat.OwedFirstResponse, chat.OwedAccept, chat.OwedAck, chat.OwedReply, chat.OwedUpdate, chat.OwedResolution,
		chat.OwedCallback, chat.OwedNudge, chat.OwedWarn, chat.OwedClose, chat.OwedFinish, chat.OwedCall, chat.OwedPromise,
		chat.OwedEscalation, chat.OwedConfirm, chat.OwedReview, chat.OwedNightAck, chat.OwedNightResolve, chat.OwedWriteUp, view.OwedLook, view.OwedAnswer,
	} {
		for _, w := range []string{words.Duty(k), words.DutyFull(k)} {
			if w == "" || strings.Contains(w, "_") {
				t.Errorf("%s is named %q", k, w)
			}
		}
	}
	want(t, "a duty from a newer hub", words.Duty("callback"), "callback")
	want(t, "a duty from a newer hub", words.DutyFull("callback"), "callback")
}

// look.md 4: an empty board says why it may not be the truth.
func TestWhyNothingIsShown(t *testing.T) {
	for _, s := range []app.LinkState{app.LinkOffline, app.LinkDialing, app.LinkReading, app.LinkRefused, app.LinkStopping} {
		if title, text := words.Missing(app.Link{State: s}, false); title == "" || text == "" {
			t.Errorf("%s is not explained", s)
		}
	}
	if title, _ := words.Missing(app.Link{State: app.LinkLive}, false); title != "" {
		t.Errorf("a live floor is excused: %q", title)
	}
	_, cached := words.Missing(app.Link{State: app.LinkOffline}, true)
	_, never := words.Missing(app.Link{State: app.LinkOffline}, false)
	if cached == never {
		t.Error("an empty cache and no cache are told in the same words")
	}
}

// S-ACC-06: how long chats wait for a person stands beside the queue.
func TestTheQueueSaysHowLongAcceptingTakes(t *testing.T) {
	w := report.AcceptTimes{N: 3, P50: 12 * time.Second, P95: 70 * time.Second}
	want(t, "queue", words.Note(view.Queue, w), "Of 3 chats accepted: half within 0:12, 95 of 100 within 1:10")
	want(t, "elsewhere", words.Note(view.All, w), "What is owed soonest stands first")
	want(t, "nobody yet", words.Note(view.Queue, report.AcceptTimes{}), "What is owed soonest stands first")
}
