package e2e

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"floorwalker/app/chat"
)

// browser is Chromium with one page: a customer's.
type browser struct {
	t   testing.TB
	ctx context.Context
}

// openBrowser starts Chromium with a fresh profile of its own, at this width and
// height in CSS pixels.
func openBrowser(t testing.TB, wide, high int64) *browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-dev-shm-usage", true),
	)
	limited, cancelTime := context.WithTimeout(context.Background(), 4*patience)
	allocated, cancelAll := chromedp.NewExecAllocator(limited, options...)
	ctx, cancelPage := chromedp.NewContext(allocated)
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Log("ending the browser:", err)
		}
		cancelPage()
		cancelAll()
		cancelTime()
	})
	b := &browser{t: t, ctx: ctx}
	b.do("the browser", chromedp.EmulateViewport(wide, high))
	return b
}

func (b *browser) do(what string, actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatalf("%s: %v", what, err)
	}
}

// ask runs an expression in the page.
func ask[T any](b *browser, what, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatalf("%s: %v", what, err)
	}
	return v
}

// named finds an element by what the page calls it for tests.
func named(id string) chromedp.CSS { return chromedp.CSS(fmt.Sprintf("[data-testid=%q]", id)) }

// enter goes to the page and starts a chat.
func (b *browser) enter(url, name string) {
	b.t.Helper()
	b.do("starting a chat", chromedp.Navigate(url),
		chromedp.WaitVisible(named("name")),
		chromedp.SendKeys(named("name"), name),
		chromedp.Click(named("start")),
		chromedp.WaitVisible(named("text")))
	eventually(b.t, "the page's stream", func() error {
		state := b.text("link")
		return yes(state == "Connected", "the page says %q", state)
	})
}

// say writes a line and sends it by Enter.
func (b *browser) say(text string) {
	b.t.Helper()
	b.do("writing", chromedp.SendKeys(named("text"), text+"\r"))
}

// chat is the page's.
func (b *browser) chat() chat.ChatID {
	b.t.Helper()
	return chat.ChatID(ask[string](b, "the chat's name", `document.body.dataset.chat`))
}

// text is what an element says.
func (b *browser) text(id string) string {
	b.t.Helper()
	got, err := chromedp.Run(b.ctx, chromedp.Text(named(id)))
	if err != nil {
		b.t.Fatalf("reading %s: %v", id, err)
	}
	return strings.TrimSpace(got)
}

// all returns the lines that the page shows, as "who: what".
func (b *browser) all() []string {
	b.t.Helper()
	return ask[[]string](b, "reading the lines", `Array.from(
		document.querySelectorAll('[data-testid="lines"] > li'),
		li => li.dataset.from + ": " + li.querySelector(".words").textContent)`)
}

// lines returns what one kind of speaker said.
func (b *browser) lines(from string) []string {
	b.t.Helper()
	var found []string
	for _, l := range b.all() {
		if text, ok := strings.CutPrefix(l, from+": "); ok {
			found = append(found, text)
		}
	}
	return found
}

// fits sees that nothing must be scrolled sideways, and that the box and its
// button are wholly on screen.
func (b *browser) fits(wide int64) {
	b.t.Helper()
	page := ask[int64](b, "the page's width", `document.documentElement.scrollWidth`)
	out := ask[[]string](b, "what is not on screen", `["text", "send"].filter(id => {
		const r = document.querySelector('[data-testid="' + id + '"]').getBoundingClientRect();
		return r.width < 24 || r.height < 24 || r.left < 0 || r.top < 0 || r.right > innerWidth || r.bottom > innerHeight;
	})`)
	if page > wide || len(out) > 0 {
		b.t.Errorf("at %d pixels the page is %d wide, and %q are not wholly on screen", wide, page, out)
	}
}
