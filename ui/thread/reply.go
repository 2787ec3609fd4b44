package thread

import (
	"slices"
	"strings"
	"time"

	"floorwalker/app"
	"floorwalker/app/guard"
	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// reply is what stands around the box to the customer: over it what is the right
// thing to do next and the steps of a takeover, under it what is to be said of the
// text before it goes.
type reply struct {
	pane   *Pane
	w      *writer
	guide  *guide
	prompt *kit.Advice
	advice *kit.Advice
	// helps is what each button of advice does, overDo what each of prompt does.
	helps, overDo []func()

	verdict verdict
	// verified is whether the customer was, when the text was judged.
	verified bool
	reading  string // a long text that is being judged in the background
	// asked is the text of which was said that it is not right; the same once more is
	// sent all the same.
	asked  string
	filled promptFill
	files  files
}

func newReply(p *Pane, w *writer) *reply {
	r := &reply{pane: p, w: w, guide: newGuide(p), prompt: kit.NewAdvice(), advice: kit.NewAdvice()}
	r.files.of = p
	r.guide.send = r.sendStep
	r.guide.held = r.heldStep
	r.guide.moved = func() {
		w.arrange()
		w.check()
		w.reframe()
		p.relaid()
	}
	r.prompt.OnButton = func(i int) {
		if i < len(r.overDo) {
			r.overDo[i]()
		}
	}
	r.advice.OnButton = func(i int) {
		if i < len(r.helps) && r.helps[i] != nil {
			r.helps[i]()
		}
	}
	return r
}

// open forgets what was said of another chat's text.
func (r *reply) open() {
	r.verdict, r.reading, r.asked, r.filled = verdict{}, "", "", promptFill{}
	r.guide.close()
	r.advice.Set()
	r.prompt.Set()
	r.files.forget(false)
	r.w.box.SetBlank(false)
	if r.w.chat != "" {
		r.files.recall(r.w.chat)
	}
}

// lack judges the draft as it stands and says why it may not go, in a few words.
func (r *reply) lack(text string) string {
	t := r.pane.shown
	if t == nil || t.ID != r.w.chat {
		return ""
	}
	if text != r.verdict.text {
		c := r.pane.circumstances(t, r.w.inserted()...)
		if len(text) > judgeNow {
			r.later(text, c)
		} else {
			r.verdict = judge(text, c)
		}
	}
	r.render()
	return r.blocked()
}

func (r *reply) blocked() string {
	if _, on := r.verdict.block(); on {
		return "it asks for a secret"
	}
	return ""
}

// later judges a long text in the background; what was said of the text before
// stands until then.
func (r *reply) later(text string, c circumstances) {
	if r.reading == text {
		return
	}
	r.reading = text
	go func() {
		v := judge(text, c)
		r.pane.opts.Post(func() {
			if r.reading != text {
				return // it was changed since
			}
			r.reading, r.verdict = "", v
			r.w.check()
		})
	}()
}

// allowed reports whether a text may go, and which rules it overrides. What is not
// right is said first; only the same text once more goes all the same, but never one
// that asks for a secret.
func (r *reply) allowed(t *view.Thread, text string, filled ...script.Filled) (overrides []string, ok bool) {
	v := judge(text, r.pane.circumstances(t, filled...))
	r.verdict, r.reading = v, ""
	if _, blocked := v.block(); blocked {
		r.render()
		r.w.check()
		return nil, false
	}
	rules := v.warned()
	if len(rules) > 0 && r.asked != text {
		r.asked = text
		r.render()
		return nil, false
	}
	return rules, true
}

// send hands the draft to the desk, for the chat that the box is bound to.
func (r *reply) send(text string) bool {
	t := r.pane.shown
	if t == nil || t.ID != r.w.chat || !within(t.Stance) {
		return false
	}
	from := r.w.from(text)
	overrides, ok := r.allowed(t, text, r.w.inserted()...)
	if !ok {
		return false
	}
	l := app.Line{Text: text, Script: from, Overrides: overrides, File: r.files.now.File}
	r.pane.later(holding{chat: t.ID, kind: draftReply, line: l}, min(r.pane.hold().Replies, 10*time.Second))
	r.files.forget(true)
	r.w.box.SetBlank(false)
	r.sent()
	return true
}

// insert puts a text into the draft where the caret is.
func (r *reply) insert(text string) {
	r.w.box.ReplaceSlash(text)
	r.w.check()
}

// sendStep hands a step of the takeover to the desk. Its words were approved, but not
// what stands in its blanks.
func (r *reply) sendStep(f script.Filled, from script.ResponseID) bool {
	t := r.pane.shown
	if t == nil || t.ID != r.w.chat || t.Stance != view.Yours || !r.w.confirmed() {
		return false
	}
	overrides, ok := r.allowed(t, f.Text, f)
	if !ok {
		return false
	}
	r.w.guard.asked = false // a draft behind the steps is guarded still
	r.pane.opts.Desk.Say(t.ID, app.Line{Text: f.Text, Script: string(from), Overrides: overrides})
	r.sent()
	return true
}

// heldStep is why a step of the takeover may not go.
func (r *reply) heldStep(f script.Filled) string {
	t := r.pane.shown
	if t == nil {
		return ""
	}
	r.verdict = judge(f.Text, r.pane.circumstances(t, f))
	r.render()
	return r.blocked()
}

func (r *reply) sent() {
	r.verdict, r.asked, r.reading, r.filled = verdict{}, "", "", promptFill{}
	r.render()
}

// mostAdvice is how many lines stand under a box; more would hide what was said.
const mostAdvice = 3

// render says under the box what is to be said of its text.
func (r *reply) render() {
	v := r.verdict
	var lines []kit.AdviceLine
	r.helps = r.helps[:0]
	add := func(l kit.AdviceLine, help func()) {
		if len(lines) < mostAdvice {
			lines, r.helps = append(lines, l), append(r.helps, help)
		}
	}
	for _, first := range []bool{true, false} { // what holds the text before what only warns
		for _, o := range v.objections {
			if first == (o.Severity == guard.Block) {
				r.objection(o, add)
			}
		}
	}
	for _, why := range v.unkept {
		add(kit.AdviceLine{Tone: kit.Amber, Text: why}, nil)
	}
	if _, blocked := v.block(); !blocked && len(lines) > 0 && r.asked == v.text {
		lines[0].Text += " Enter once more sends it all the same; that is logged."
	}
	if len(v.unkept) == 0 {
		r.promised(v, add)
	}
	if r.files.open() {
		add(r.files.line(), r.files.drop)
	}
	if r.advice.Set(lines...) {
		r.pane.relaid()
	}
}

func (r *reply) objection(o guard.Objection, add func(kit.AdviceLine, func())) {
	switch {
	case o.Severity == guard.Block:
		l := kit.AdviceLine{Tone: kit.Red, Text: o.Words + "."}
		if o.Instead != "" {
			l.Button = kit.ButtonData{Word: "Ask for a screenshot", Key: string(nextKey)}
		}
		add(l, r.instead)
	case o.Rule == guard.RuleIdentity:
		add(kit.AdviceLine{
			Tone: kit.Amber, Text: o.Words + ".", Button: kit.ButtonData{Word: "Verify…", Key: string(verifyKey)},
		}, r.pane.Verify)
	default:
		add(kit.AdviceLine{Tone: kit.Amber, Text: strings.TrimSuffix(o.Words, ".") + "."}, nil)
	}
}

// promised says what of the text will be owed.
func (r *reply) promised(v verdict, add func(kit.AdviceLine, func())) {
	var what []string
	for _, p := range v.promises {
		if s := becomes(p, r.pane.vague(), r.pane.opts.Now()); !slices.Contains(what, s) {
			what = append(what, s)
		}
	}
	if len(what) > 0 {
		add(kit.AdviceLine{Tone: kit.Blue, Text: "Becomes: " + strings.Join(what, "; ") + "."}, nil)
	}
}

// instead puts the request for a screenshot in the place of one for a secret
// (G-SEC-02). What stood there is kept as a draft no longer: it may not be sent.
func (r *reply) instead() {
	o, on := r.verdict.block()
	if !on || o.Instead == "" {
		return
	}
	if r.guide.opened() {
		r.guide.putAside()
	}
	delete(r.w.texts, r.w.chat)
	r.w.put(o.Instead)
	r.filled = promptFill{chat: r.w.chat, text: o.Instead}
	r.pane.foot.focus()
}
