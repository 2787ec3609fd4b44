package hub

import (
	"regexp"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// resumeTokens are opaque and differ from position to position.
var resumeTokens = regexp.MustCompile(`"r":"[^"]*"`)

// unconcerned keeps of a record what those see whom the whispers of Asha's
// colleagues do not concern: customers, Meera, and whoever reads the metrics.
// Resume tokens stand for positions of the log and say nothing about them.
func unconcerned(rec sightings) sightings {
	kept := make(sightings)
	for part, payloads := range rec {
		switch {
		case strings.Contains(part, "asha"), part == "log", part == "log lines", part == "audit of the ladder":
		case part == "answers to posts": // the practice floor tells whoever posts where the line lies on the log
		default:
			for _, p := range payloads {
				kept[part] = append(kept[part], resumeTokens.ReplaceAllString(p, `"r":""`))
			}
		}
	}
	return kept
}

// TestNobodyElseLearnsOfAWhisper plays the same steps without and with the
// whispers of colleagues to Asha. Everybody else receives the same to the
// byte but for the resume tokens, which are ciphers.
func TestNobodyElseLearnsOfAWhisper(t *testing.T) { // C-OBS-06, D-03
	const events = 5000
	t.Logf("seed %d", invisibleSeed)
	loud, steps := perform(t, plan{events: events, on: true})
	hushed, _ := perform(t, plan{steps: steps, on: true, hush: true})
	for part, what := range differs(unconcerned(hushed), unconcerned(loud)) {
		t.Errorf("%s: %s", part, what)
	}
	if n := len(loud["audit of the ladder"]) - len(hushed["audit of the ladder"]); n < 20 {
		t.Errorf("there were hardly any whispers: %d", n)
	}
	if found := differs(loud, hushed); found["desk of asha"] == "" {
		t.Error("Asha has not received the whispers")
	}
}

// whisperLeaks are what TestAWhisperThatLeaksIsFound puts back.
var whisperLeaks = []leak{
	// The writers rest while these run.
	{name: "a whisper counted in another desk's numbering", part: "desk of meera", whispered: func(s *stage) { s.served[1].at.next++ }},
	{name: "an empty frame", part: "desk of meera", whispered: func(s *stage) {
		s.served[1].at.send(&wire.Frame{Kind: wire.FrameEvents})
	}},
	{name: "a count of events", part: "metrics", whispered: func(s *stage) { s.hub.metrics.events.Inc() }},
	{name: "a count of commands", part: "metrics", whispered: func(s *stage) { s.hub.metrics.decided(&chat.Join{}, nil) }},
	{name: "a later hub time", part: "desk of meera", whispered: onLoop(func(c *core) { c.last = c.glance() + 1 })},
	{name: "a mark on the chat", part: "floor", whispered: onLoop(func(c *core) {
		ct := c.floor.Chat("c1")
		ct.Tags = append(ct.Tags, "whispered")
	})},
	{name: "a desk that is written to earlier", part: "desk of meera", whispered: func(s *stage) { s.served[1].write() }},
	{name: "an id drawn", part: "new desk of meera", whispered: func(s *stage) { s.hub.cfg.newID("whisper") }},
}

// TestAWhisperThatLeaksIsFound puts one leak after the other back and demands
// of the comparison of TestNobodyElseLearnsOfAWhisper that it finds each.
func TestAWhisperThatLeaksIsFound(t *testing.T) { // D-03
	const steps = 600
	hushed, _ := perform(t, plan{steps: steps, hush: true})
	loud, _ := perform(t, plan{steps: steps})
	if found := differs(unconcerned(hushed), unconcerned(loud)); len(found) > 0 {
		t.Fatalf("there is a leak already: %v", found)
	}
	for _, lk := range whisperLeaks {
		t.Run(lk.name, func(t *testing.T) {
			loud, _ := perform(t, plan{steps: steps, leak: lk})
			found := differs(unconcerned(hushed), unconcerned(loud))
			if found[lk.part] == "" {
				t.Errorf("%s shows nothing; all that was found: %v", lk.part, found)
			}
		})
	}
}
