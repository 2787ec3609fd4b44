package thread

import (
	"image"
	"image/color"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/ui/internal/stage"
)

// scenes are what the pictures show of a chat that is one's own.
var pictureScenes = map[string]func(t testing.TB) *room{
	"step1": takenOver,
	"step2": func(t testing.TB) *room {
		r := takenOver(t)
		r.press(fyne.KeyReturn)
		r.Pass(9 * time.Second)
		r.said("c")
		r.press(fyne.KeyTab)
		r.press(fyne.KeyBackspace)
		return r
	},
	"hindi": func(t testing.TB) *room {
		r := withStarter(t)
		r.Do("c", stage.OpenedOn(chat.ChannelWhatsApp, "मीरा वर्मा-चट्टोपाध्याय राधाकृष्णन"), stage.Said("मेरा रिचार्ज अभी तक नहीं हुआ 😟 कल से पैसे कट गए हैं और किसी ने जवाब नहीं दिया"))
		r.Do("c", stage.Taken(stage.Me)...)
		r.show("c")
		r.Pass(12 * time.Second)
		r.pane.Tick()
		return r
	},
	"fence": func(t testing.TB) *room {
		r := withStarter(t)
		r.Do("c", stage.Opened("Rohan M."), stage.Said(calls), &chat.TakeOverClaimed{Agent: stage.Me})
		r.show("c")
		r.Pass(3 * time.Second)
		r.pane.Tick()
		return r
	},
	"guard": func(t testing.TB) *room {
		r := takenOver(t)
		r.press(fyne.KeyEscape)
		r.write("Please send me your OTP and password, I will call you within two hours.")
		return r
	},
	"warned": func(t testing.TB) *room {
		r := takenOver(t)
		r.press(fyne.KeyEscape)
		r.write("Is it the panel? Is it the phone? I will change your registered number now and call you within two hours.")
		r.press(fyne.KeyReturn)
		return r
	},
	"late": func(t testing.TB) *room {
		r := takenOver(t)
		r.Do("c", &chat.BotLineRejected{Message: "late", Text: "Have you tried to restart your phone? Many customers find that this helps at once, so please do it twice.", Confidence: chat.ScoreOf(5000)})
		r.Do("c", &chat.MessagePosted{Message: "pic", From: chat.SpeakerCustomer, Text: "see", File: &chat.File{Hash: "aa", Name: "screenshot of the error on my phone.png", Type: "image/png", Size: 423_000, Width: 1080, Height: 700}})
		r.Do("c", &chat.MessagePosted{Message: "pdf", From: chat.SpeakerCustomer, File: &chat.File{Hash: "bb", Name: "बिल-जनवरी.pdf", Type: "application/pdf", Size: 1_300_000}})
		r.Do("c", &chat.MessagePosted{Message: "card", From: chat.SpeakerCustomer, Text: "my card is •••• •••• •••• 1111", Masked: true})
		r.press(fyne.KeyEscape)
		r.show("c")
		r.pane.lines.Reveal("team e10")
		return r
	},
	"prompt": func(t testing.TB) *room {
		r := silent(t)
		r.show("c")
		return r
	},
	"promised": func(t testing.TB) *room {
		r := silent(t)
		r.Pass(15 * time.Hour)
		r.show("c")
		r.pane.Write(false)
		r.write("Thank you. I will call you within two hours, and send the invoice by mail tomorrow.")
		r.pane.Drop([]string{"/home/asha/invoice of January.pdf"})
		r.files.told(app.Attaching{Chat: "c", File: &attached})
		r.crank.Drain()
		return r
	},
	"attach": func(t testing.TB) *room {
		r := writing(t, stage.Said("बिल भेजिए 🙏"))
		r.files.library = []chat.File{attached, {Hash: "bb", Name: "How to reset the router in three steps, with pictures.png", Type: "image/png", Size: 2_000_000}}
		r.pane.Attach()
		r.crank.Drain()
		return r
	},
	"identity": func(t testing.TB) *room {
		r := writing(t)
		r.pane.Verify()
		return r
	},
	"articles": func(t testing.TB) *room {
		r := writing(t)
		shelf := &shelfOfArticles{}
		r.pane.opts.Articles = shelf
		r.pane.foot.box.box.OnHash = r.pane.foot.box.hashed
		r.write("Please do this: #rout")
		shelf.got(app.Found{Query: "rout", Articles: []app.Article{
			{ID: "1", Title: "Reset the router", Excerpt: "Hold the button at the back for ten seconds until the lamp blinks", Text: "x", Link: "https://example.com/reset"},
			{ID: "2", Title: "राउटर को फिर से चालू करें", Excerpt: "बटन को दस सेकंड तक दबाए रखें", Text: "y"},
		}})
		r.crank.Drain()
		return r
	},
	"night": func(t testing.TB) *room {
		r := withStarter(t)
		r.Do("c", stage.Opened("मीरा वर्मा"), stage.Said("मेरा रिचार्ज अभी तक नहीं हुआ 🙏"))
		r.DoAtOnce("c", &chat.NightFiled{Shift: "s", From: r.Now()})
		r.Do("c", stage.Taken(stage.Me)...)
		r.show("c")
		r.pane.Write(false)
		r.write("Hello, I know the answer")
		return r
	},
	"offercall": func(t testing.TB) *room {
		r := upset(t)
		return r
	},
	"askoffer": func(t testing.TB) *room {
		r := upset(t)
		r.pane.CallOrUnlock()
		return r
	},
	"agree": func(t testing.TB) *room {
		r := upset(t)
		r.team()
		r.DoAtOnce("c", &chat.CallbackOffered{Reason: chat.CallFrustrated})
		r.Do("c", stage.Said("yes please call me at five, the number is the one that I gave you last week and not the old one 🙏"))
		r.show("c")
		r.pane.CallOrUnlock()
		return r
	},
	"unconfirmed": func(t testing.TB) *room {
		r := upset(t)
		r.DoAtOnce("c", &chat.ObligationStarted{Obligation: chat.Obligation{
			ID: "o", Kind: chat.OwedCall, Reason: chat.CallFrustrated, Ref: "CB-260302-7K2M", Unconfirmed: true, Owner: stage.Me,
			Started: r.Now(), Due: r.Now().Add(2 * time.Hour),
		}})
		r.show("c")
		return r
	},
	"held": func(t testing.TB) *room {
		r := mineWith(t, stage.Said("hello"))
		r.hold = DefaultHold()
		r.pane.Write(true)
		r.write("Forwarding verified on in his screenshot. Check trunk of this number first.")
		r.press(fyne.KeyReturn)
		return r
	},
}

// upset is a chat of mine whose customer is upset, with the steps put aside.
func upset(t testing.TB) *room {
	r := withStarter(t)
	r.Do("c", stage.Opened("Imran Q."), stage.Said(calls), stage.Fired(policy.RuleFrustration, chat.TierImmediate, chat.LevelAlert))
	r.Do("c", stage.Taken(stage.Me)...)
	r.show("c")
	r.pane.reply.guide.putAside()
	r.show("c")
	return r
}

// line is one of mine to the customer.
func line(text, from string) chat.Body {
	return &chat.MessagePosted{Message: chat.MessageID(text), From: chat.SpeakerAgent, Name: "Asha", Text: text, Script: from, Delivery: chat.DeliverySent}
}

// said lets the chat have what the desk was asked to post.
func (r *room) said(id chat.ChatID) {
	r.t.Helper()
	for _, l := range r.desk.Said {
		r.Do(id, line(l.Text, l.Script))
	}
	r.desk.Said = nil
	r.show(id)
}

// small is the picture of any attachment.
func small(chat.File) (image.Image, string) {
	img := image.NewRGBA(image.Rect(0, 0, 320, 207))
	for y := range 207 {
		for x := range 320 {
			img.Set(x, y, color.RGBA{uint8(x / 2), uint8(y), 160, 255})
		}
	}
	return img, ""
}

// TestPictures draws the pane for eyes to judge ([stage.Pictures]).
func TestPictures(t *testing.T) {
	stage.Pictures(t, "thread", pictureScenes, stage.Looks(), func(t *testing.T, scene func(testing.TB) *room, look stage.Look) fyne.Canvas {
		r := scene(t)
		look.Wear()
		r.window.Resize(fyne.NewSize(850, 720))
		r.pane.Render(r.Snapshot())
		r.side.Render(r.Snapshot())
		r.pane.filled.Refresh()
		return r.window.Canvas()
	})
}

// fakeFiles attaches at once, or waits for told.
type fakeFiles struct {
	told    func(app.Attaching)
	library []chat.File
	err     error
	given   int // up
}

func (f *fakeFiles) AttachFile(id chat.ChatID, what app.Attachment, got func(app.Attaching)) func() {
	f.told = got
	return func() { f.given++ }
}

func (f *fakeFiles) Library(got func([]chat.File, error)) { got(f.library, f.err) }

func (f *fakeFiles) SaveFile(_ chat.File, _ string, got func(error)) { got(f.err) }
