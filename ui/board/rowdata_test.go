package board

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

func shortcut(k fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// TestRowsTell is what a row says of each thing that can be the matter, and in
// which tone. Red is a deadline, never decoration (look.md 2).
func TestRowsTell(t *testing.T) {
	const c = chat.ChatID("c")
	opened := func(f *stage.Floor) { f.Do(c, stage.Opened("Ada"), stage.Said("hello")) }
	for _, w := range []struct {
		name    string
		happens func(f *stage.Floor)
		badges  string // words:tone, separated by " | "
		duty    string
		clock   string
		tone    kit.Tone
		who     string
	}{
		{
			"a calm chat that nobody has looked at", opened,
			"Calm:grey", "look", "2:00", kit.Grey, "BOT",
		},
		{
			"not looked at in time (A-12)", func(f *stage.Floor) { opened(f); f.Pass(3 * time.Minute) },
			"Calm:grey", "not looked at", "+0:59", kit.Amber, "BOT",
		},
		{
			"looked at, then a line that is unseen", func(f *stage.Floor) {
				opened(f)
				f.Looked(c)
				f.Do(c, stage.Said("are you there"))
				f.Pass(7 * time.Second)
			},
			"Calm:grey", "", "", kit.Grey, "BOT",
		},
		{
			"immediate: asks for a person (G-TRIG-03)", func(f *stage.Floor) {
				opened(f)
				f.DoAtOnce(c, stage.Alert("hello"), stage.Owed(chat.OwedTakeOver, f.Now(), f.Policy.TakeOver.Immediate))
			},
			"Asks for a person:red", "take over", "0:30", kit.Red, "BOT",
		},
		{
			"proactive: low confidence (G-TRIG-10)", func(f *stage.Floor) {
				opened(f)
				f.DoAtOnce(c, stage.Fired(policy.RuleLowConfidence, chat.TierProactive, chat.LevelAlert),
					stage.Owed(chat.OwedTakeOver, f.Now(), f.Policy.TakeOver.Proactive))
			},
			"Confidence 0.58:amber", "take over", "2:00", kit.Amber, "BOT",
		},
		{
			"proactive, late: a breach is red", func(f *stage.Floor) {
				opened(f)
				f.DoAtOnce(c, stage.Fired(policy.RuleBotRepeat, chat.TierProactive, chat.LevelAlert),
					stage.Owed(chat.OwedTakeOver, f.Now(), f.Policy.TakeOver.Proactive))
				f.Pass(f.Policy.TakeOver.Proactive + 5*time.Second)
			},
			"Bot repeats:amber", "take over, late", "+0:05", kit.Red, "BOT",
		},
		{
			"a notice is grey", func(f *stage.Floor) {
				opened(f)
				f.Looked(c)
				f.DoAtOnce(c, stage.Fired(policy.RuleBotRepeat, chat.TierImmediate, chat.LevelNotice))
			},
			"Bot repeats:grey", "", "", kit.Grey, "BOT",
		},
		{
			"forwarded to me: red from its start, as it ends within 30 s (A-60)", func(f *stage.Floor) {
				opened(f)
				f.Do(c, stage.Taken(stage.Other)...)
				f.DoAtOnce(c, stage.Forwarded("o", stage.Other, stage.Me, f.Now(), "they need billing"))
			},
			"Forward to you:blue | Greeting:grey", "answer", "0:20", kit.Red, "AGENT BEN",
		},
		{
			"invited", func(f *stage.Floor) {
				opened(f)
				f.Do(c, stage.Taken(stage.Other)...)
				f.DoAtOnce(c, stage.Invited("o", stage.Other, stage.Me, f.Now(), "do you know this?"))
			},
			"Invites you:blue | Greeting:grey", "answer", "0:20", kit.Red, "AGENT BEN",
		},
		{
			"joined, and tags where there is room (E-ACT-09)", func(f *stage.Floor) {
				opened(f)
				f.Looked(c)
				f.Do(c, stage.Taken(stage.Other)...)
				f.Do(c, stage.Joined(stage.Me)...)
				f.Do(c, &chat.TagAdded{Tag: "billing"}, &chat.TagAdded{Tag: "refund"}, &chat.TagAdded{Tag: "vip"})
				f.Looked(c)
			},
			"Joined:blue | Greeting:grey | #billing:grey", "", "", kit.Grey, "AGENT BEN",
		},
		{
			"in the queue", func(f *stage.Floor) {
				f.Do(c, &chat.ChatOpened{Customer: chat.Customer{Name: "Ada"}}, &chat.ChatQueued{Reason: "asked"})
			},
			"Queue:blue", "look", "2:00", kit.Grey, "QUEUE",
		},
		{
			"taking over", func(f *stage.Floor) { opened(f); f.Looked(c); f.Do(c, &chat.TakeOverClaimed{Agent: stage.Me}) },
			"Taking over…:blue", "", "", kit.Grey, "BOT",
		},
		{
			"mine", func(f *stage.Floor) { opened(f); f.Looked(c); f.Do(c, stage.Taken(stage.Me)...) },
			"Yours:blue | Greeting:grey", "", "", kit.Grey, "YOU",
		},
		{
			"somebody else's", func(f *stage.Floor) { opened(f); f.Looked(c); f.Do(c, stage.Taken(stage.Other)...) },
			"Greeting:grey", "", "", kit.Grey, "AGENT BEN",
		},
		{
			"one watches, which a lead reads, quietly (ux 4.1, D-03)", func(f *stage.Floor) {
				opened(f)
				f.Looked(c)
				f.Watched(c, &view.Watch{Known: true, Now: make([]view.Watcher, 1)})
			},
			"Calm:grey | 1 watches:grey", "", "", kit.Grey, "BOT",
		},
		{
			"two watch, and a tag behind them", func(f *stage.Floor) {
				opened(f)
				f.Looked(c)
				f.Do(c, stage.Taken(stage.Other)...)
				f.Do(c, &chat.TagAdded{Tag: "billing"})
				f.Looked(c)
				f.Watched(c, &view.Watch{Known: true, Now: make([]view.Watcher, 2)})
			},
			"Greeting:grey | 2 watch:grey | #billing:grey", "", "", kit.Grey, "AGENT BEN",
		},
		{
			"watched no more", func(f *stage.Floor) {
				opened(f)
				f.Looked(c)
				f.Watched(c, &view.Watch{Known: true, Now: make([]view.Watcher, 2)})
				f.Watched(c, nil)
			},
			"Calm:grey", "", "", kit.Grey, "BOT",
		},
		{
			"resolving, and a lead is called for (S-GEN-01, S-ESC-02)", func(f *stage.Floor) {
				opened(f)
				f.Looked(c)
				f.Do(c, stage.Taken(stage.Other)...)
				f.Do(c, &chat.ChatStepped{Step: chat.StepResolving}, &chat.HelpAsked{Reason: "over my limit"})
			},
			"Needs help:amber | Resolving:grey", "", "", kit.Grey, "AGENT BEN",
		},
		{
			"escalated to others (E-ESC-09)", func(f *stage.Floor) {
				opened(f)
				f.Looked(c)
				f.Do(c, stage.Taken(stage.Other)...)
				f.DoAtOnce(c, &chat.OfferMade{Offer: chat.Offer{
					ID: "o", Kind: chat.OfferEscalation, From: stage.Other, To: "dee", Made: f.Now(), Due: f.Now().Add(20 * time.Second),
				}})
				f.Pass(13 * time.Second)
			},
			"Escalated 6 s:amber | Greeting:grey", "", "", kit.Grey, "AGENT BEN",
		},
		{
			"a clock that stands still is no deadline", func(f *stage.Floor) {
				opened(f)
				f.Do(c, stage.Taken(stage.Me)...)
				f.DoAtOnce(c, stage.Owed(chat.OwedWarn, f.Now(), time.Minute), &chat.ObligationPaused{Obligation: chat.ObligationID(chat.OwedWarn), Reason: "it is escalated"})
				f.Pass(2 * time.Minute)
			},
			"Yours:blue | Greeting:grey", "warn, paused", "", kit.Grey, "YOU",
		},
		{
			"lines are missing (D-15)", func(f *stage.Floor) { opened(f); f.Looked(c); f.Gap(c) },
			"Lines may be missing:amber", "", "", kit.Grey, "BOT",
		},
	} {
		t.Run(w.name, func(t *testing.T) {
			f := stage.NewFloor(t)
			w.happens(f)
			d := rowData(f.Row(c), f.Now(), f.Policy, false)
			if got := badges(d); got != w.badges {
				t.Errorf("badges %q, want %q", got, w.badges)
			}
			if d.Duty != w.duty || d.Clock != w.clock || d.Urgency != w.tone || d.Who != w.who {
				t.Errorf("%q %q tone %v %q; want %q %q tone %v %q", d.Duty, d.Clock, d.Urgency, d.Who, w.duty, w.clock, w.tone, w.who)
			}
			if d.Name != "Ada" {
				t.Errorf("the name is %q", d.Name)
			}
		})
	}
}

// A row that a held order still shows tells that its chat has ended.
func TestAnEndedRowSaysSo(t *testing.T) {
	f := stage.NewFloor(t)
	d := rowData(&view.Row{ID: "c", Stage: chat.StageClosed, LastAt: f.Now(), Unseen: f.Now()}, f.Now(), f.Policy, false)
	if d.Who != "ENDED" || d.Duty != "ended" || d.Clock != "" || d.Name != "Visitor" || d.Line != "no line yet" {
		t.Errorf("%+v", d)
	}
}

func TestMoreBadgesThanFitAreLeftOut(t *testing.T) {
	f := stage.NewFloor(t)
	f.Do("c", stage.Opened("Ada"), stage.Fired("a", chat.TierProactive, chat.LevelAlert),
		stage.Fired("b", chat.TierImmediate, chat.LevelAlert), stage.Fired("c_d", chat.TierImmediate, chat.LevelNotice))
	f.Gap("c")
	if got := badges(rowData(f.Row("c"), f.Now(), f.Policy, false)); got != "Lines may be missing:amber | b:red | a:amber" {
		t.Errorf("badges %q: the loudest come first", got)
	}
}

var toneNames = map[kit.Tone]string{
	kit.Grey: "grey", kit.Blue: "blue", kit.Red: "red", kit.Amber: "amber", kit.Green: "green", kit.Violet: "violet",
}

func badges(d kit.RowData) string {
	var out []string
	for _, b := range d.Badges {
		if b.Word != "" {
			out = append(out, b.Word+":"+toneNames[b.Tone])
		}
	}
	return strings.Join(out, " | ")
}

// E-ACT-09: the filter finds a chat by its tag, and says that it can.
func TestTheFilterFindsTags(t *testing.T) {
	h := three(t)
	h.Do("bo", &chat.TagAdded{Tag: "Refund"})
	h.render()
	if h.pane.filter.PlaceHolder != "Filter by words or #tag" {
		t.Errorf("the filter says %q", h.pane.filter.PlaceHolder)
	}
	h.pane.filter.SetText("#refu")
	h.wantOrder("bo")
	h.pane.filter.SetText("#nothing")
	h.wantOrder("")
}

// A row says who wrote its line where that is not who serves the chat, and what
// waits for the person: a whisper unseen, lines that were not sent.
func TestARowSaysWhoseLineItIs(t *testing.T) {
	for _, c := range []struct {
		name string
		row  view.Row
		line string
		pill string
	}{
		{"a customer's", view.Row{LastFrom: chat.SpeakerCustomer, LastText: "hello", LastName: "", Server: "Lena"}, "customer: hello", ""},
		{"by who serves", view.Row{LastFrom: chat.SpeakerAgent, LastText: "hello", LastName: "Lena", Server: "Lena"}, "hello", ""},
		{"by another", view.Row{LastFrom: chat.SpeakerAgent, LastText: "hello", LastName: "Ben", Server: "Lena"}, "Ben: hello", ""},
		{"by nobody", view.Row{LastFrom: chat.SpeakerSystem, LastText: "Ben has left this chat."}, "· Ben has left this chat.", ""},
		{"a whisper", view.Row{Whispered: true, LastText: "x"}, "x", "Whisper to you"},
		{"unsent", view.Row{Unsent: 2, LastText: "x"}, "x", "2 lines not sent"},
	} {
		d := rowData(&c.row, 0, &policy.Policy{}, false)
		if d.Line != c.line || d.Badges[0].Word != c.pill {
			t.Errorf("%s: line %q, badge %q", c.name, d.Line, d.Badges[0].Word)
		}
	}
}
