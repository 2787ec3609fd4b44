package e2e

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/assets"
	"floorwalker/cmd/internal/console"
	"floorwalker/cmd/internal/station"
)

// openFloor is a hub in this process, with the practice page.
func openFloor(t *testing.T) *station.Station {
	t.Helper()
	s, err := station.Open(t.Context(), station.Options{
		Dir: t.TempDir(), Listen: "127.0.0.1:0", Practice: true, Policy: assets.DefaultPolicy, Now: time.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return s
}

// deskOf is a desk without a window on the floor.
func deskOf(t *testing.T, s *station.Station) *app.Desk {
	t.Helper()
	token, err := s.Hub().AddAgent(t.Context(), "Omar", chat.RolePrimary)
	if err != nil {
		t.Fatal(err)
	}
	c, err := console.Open(console.Options{
		Dir: t.TempDir(), URL: s.StreamURL(), Token: token, Policy: assets.Edition().Policy, Now: time.Now, Local: console.System(),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- c.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	eventually(t, "the desk", func() error {
		link := c.Desk.Snapshot().Link
		return yes(link.State == app.LinkLive, "it is %+v", link)
	})
	return c.Desk
}

// attached is what the page shows of files: their names, and how wide pictures are.
func (b *browser) attached() []string {
	b.t.Helper()
	return ask[[]string](b, "reading the files", `Array.from(document.querySelectorAll('[data-testid="attachment"]'),
		at => at.querySelector("a").textContent + (at.querySelector("img") ? " " + at.querySelector("img").naturalWidth : ""))`)
}

// E-ACT-06, V-ATT-01, V-RATE-01: in a real browser a customer sends a picture, is told
// why one that is too large does not go, and rates the chat with stars.
func TestThePageSendsFilesAndRates(t *testing.T) {
	s := openFloor(t)
	b := openBrowser(t, 420, 820)
	b.enter(s.PageURL(), "Asha")
	b.say("hello")
	picture, large := filepath.Join(t.TempDir(), "icon.png"), filepath.Join(t.TempDir(), "large.bin")
	if err := os.WriteFile(picture, assets.Icon, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(large, make([]byte, 5_242_881), 0o600); err != nil {
		t.Fatal(err)
	}
	b.do("choosing a picture", chromedp.SetUploadFiles(named("file"), []string{picture}))
	eventually(t, "the picture", func() error {
		got := b.attached()
		return yes(len(got) == 1 && strings.HasPrefix(got[0], "icon.png") && strings.HasSuffix(got[0], " 512"), "the page shows %q", got)
	})
	b.do("choosing a large file", chromedp.SetUploadFiles(named("file"), []string{large}))
	eventually(t, "the refusal", func() error {
		said := b.text("problem")
		return yes(strings.Contains(said, "too large"), "the page says %q", said)
	})
	b.fits(420)
	id, desk := b.chat(), deskOf(t, s)
	desk.Open(id)
	desk.TakeOver(id, "")
	eventually(t, "the takeover", func() error {
		shown := desk.Snapshot().Thread
		return yes(shown != nil && shown.Owner == "omar", "the chat is %+v", shown)
	})
	desk.AskRating(id)
	b.do("the stars", chromedp.WaitVisible(named("rating")), chromedp.SendKeys(named("ratingwords"), "quick"), chromedp.Click(named("mark-4")))
	eventually(t, "the thanks", func() error {
		said := b.text("rating")
		return yes(strings.Contains(said, "Thank you") && strings.Count(said, "★") == 4, "the page says %q", said)
	})
	b.fits(420)
}
