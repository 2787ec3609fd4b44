package trigger_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// everywhere is the digest of all that the engine says of a generated corpus:
// ids, scores, levels, spans, words and verdicts. It must come out the same on
// every processor; it changes with the weights, the rules and their words.
const everywhere = "0893dde06dc5cdee"

func TestSameEverywhere(t *testing.T) {
	h := sha256.New()
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 7))
		d := newDesk(t)
		d.step = 0
		for range 30 {
			l := line{
				from:  []chat.Speaker{chat.SpeakerBot, chat.SpeakerCustomer, chat.SpeakerCustomer}[rng.IntN(3)],
				text:  sayings[rng.IntN(len(sayings))] + " " + sayings[rng.IntN(len(sayings))],
				score: chat.ScoreOf(5_000 + rng.IntN(5_000)),
				wait:  time.Duration(rng.IntN(60)) * time.Second,
			}
			d.clock = d.clock.Add(l.wait)
			d.say(l.from, l.text, l.score)
			fmt.Fprintf(h, "%v", d.engine.Reading().Scores)
			if rng.IntN(10) == 0 {
				d.do("ask")
			}
		}
		_, _ = h.Write([]byte(show(d.facts)))
		fmt.Fprintf(h, "%+v\n", d.engine.Explain(d.chat(), d.clock))
	}
	if got := hex.EncodeToString(h.Sum(nil)[:8]); got != everywhere {
		t.Errorf("the digest is %s, not %s", got, everywhere)
	}
}
