package practice

import (
	"errors"
	"testing"
	"testing/fstest"

	"floorwalker/assets"
)

func TestBotAnswersFromTheRightArticle(t *testing.T) {
	bot, err := LoadBot(assets.Practice())
	if err != nil {
		t.Fatal(err)
	}
	if len(bot.articles) < 12 {
		t.Errorf("%d articles, want at least 12", len(bot.articles))
	}
	of := make(map[string]string)
	for _, a := range bot.articles {
		of[a.answer] = a.file
	}
	for _, c := range []struct {
		question, article string
		least, most       float64
	}{
		{"How do I forward calls to my mobile?", "call-forwarding.md", 0.7, 1},
		{"Where can I download my invoice?", "invoice.md", 0.7, 1},
		{"change the greeting of our IVR menu", "ivr.md", 0.7, 1},
		{"how to add a new user to the team", "add-user.md", 0.7, 1},
		{"I forgot my password", "login.md", 0.7, 1},
		{"Connect WhatsApp API", "whatsapp-api.md", 0.7, 1},
		{"port my existing number from another operator", "porting.md", 0.6, 1},
		{"Mera recharge ka balance abhi tak nahi aaya", "recharge.hinglish.md", 0.7, 1},
		{"call forwarding kaise lagaye", "call-forwarding.hinglish.md", 0.6, 1},
		{"रिचार्ज का भुगतान कैसे करें", "recharge.hi.md", 0.7, 1},
		{"मैं अपना पासवर्ड भूल गया", "login.hi.md", 0.7, 1},
		{"I want to talk to a human", "person.md", 0.7, 1},
		{"hello", "hello.md", 0.7, 1},
		{"hi", "hello.md", 0.7, 1},
		{"Great, thank you! And where do I find an invoice?", "invoice.md", 0.7, 1},
		{"Our SIP trunk renegotiates SRTP with the wrong cipher", "", 0, 0.5},
		{"qwerty asdf", "", 0, 0.25},
		{"???", "", 0.2, 0.2},
		{"", "", 0.2, 0.2},
	} {
		text, sure := bot.Answer(c.question)
		if got := of[text]; got != c.article && c.article != "" {
			t.Errorf("%q is answered from %q (%s), want %q", c.question, got, sure, c.article)
		}
		if f := sure.Float(); f < c.least || f > c.most || !sure.Known() {
			t.Errorf("%q: confidence %v (%s), want %v to %v", c.question, f, of[text], c.least, c.most)
		}
	}
}

func TestMalformedArticles(t *testing.T) {
	for _, text := range []string{"", "Hello\nKeywords: x\ny", "# Hello\nno keywords\ny", "# Hello\nKeywords: x\n"} {
		if _, err := LoadBot(fstest.MapFS{"articles/a.md": {Data: []byte(text)}}); !errors.Is(err, ErrArticle) {
			t.Errorf("%q: error %v", text, err)
		}
	}
	if _, err := LoadBot(fstest.MapFS{}); !errors.Is(err, ErrNoArticles) {
		t.Errorf("no articles: %v", err)
	}
}

func BenchmarkAnswer(b *testing.B) {
	bot, err := LoadBot(assets.Practice())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		bot.Answer("How do I forward calls to my mobile when the office is closed?")
	}
}
