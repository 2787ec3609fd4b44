package thread

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// Desk is what the pane asks of the console.
type Desk interface {
	TakeOver(id chat.ChatID, reason string)
	Say(id chat.ChatID, l app.Line)
	Note(id chat.ChatID, text string)
	Whisper(id chat.ChatID, to chat.AgentID, text string)
	Again(id chat.ChatID, cmd chat.CommandID, insist bool)
	Discard(id chat.ChatID, cmd chat.CommandID)
	Acknowledge(id chat.ChatID, rule chat.RuleID)
	Dismiss(id chat.ChatID, rule chat.RuleID, reason string)
	Mark(id chat.ChatID, rule chat.RuleID, line chat.MessageID)
	Confirm(id chat.ChatID, rule chat.RuleID)
	Join(id chat.ChatID)
	Leave(id chat.ChatID, l chat.Leave)
	Forward(id chat.ChatID, f chat.Forward)
	Invite(id chat.ChatID, to chat.AgentID, note string)
	AcceptOffer(id chat.ChatID, offer chat.OfferID)
	DeclineOffer(id chat.ChatID, offer chat.OfferID, reason string)
	WithdrawOffer(id chat.ChatID, offer chat.OfferID)
	AddTag(id chat.ChatID, tag string)
	RemoveTag(id chat.ChatID, tag string)
	ConfirmResolution(id chat.ChatID, line chat.MessageID)
	AskRating(id chat.ChatID)
	VerifyIdentity(id chat.ChatID, checks []string)
	Tags(got func([]string))
	SaveDraft(id chat.ChatID, kind, text string)
	Draft(id chat.ChatID, kind string, got func(text string))
	OfferCallback(id chat.ChatID, reason chat.CallReason, override string)
	ScheduleCallback(id chat.ChatID, s chat.ScheduleCallback)
	UnlockNight(id chat.ChatID, reason string)
	ReturnToBot(id chat.ChatID, reason string)
	BlockCustomer(id chat.ChatID, on bool, reason string)
	SendTranscript(id chat.ChatID, to string)
	BeginGroup(id chat.ChatID)
	EndGroup(id chat.ChatID)
	NameLead(id chat.ChatID, agent chat.AgentID)
	PromiseContact(id chat.ChatID, c chat.PromiseContact)
	AwaitAgent(id chat.ChatID, to chat.AgentID, note string)
}

// Options are what the pane needs of the house.
type Options struct {
	Desk   Desk
	Policy *policy.Policy
	// Edition, if set, is the team's whole policy as it is now, or nil.
	Edition func() *policy.Edition
	// Library, if set, is the newest canned library; it must answer at once, for
	// it is asked at every key behind a "/".
	Library func() script.Library
	// Now is hub time.
	Now func() chat.Instant
	// Post runs a function on the UI thread; drafts and tags come back through
	// it.
	Post func(func())
	// Files, Articles and Secrets, if set, are the console's ways to attachments, to
	// solution articles and to what is masked.
	Files    FileDesk
	Articles ArticleDesk
	Secrets  SecretDesk
	// Picture, if set, is the small picture of an attachment, nil while it is being made
	// or with why there is none; whoever makes it calls [Pane.PictureReady] then.
	Picture func(chat.File) (small image.Image, none string)
	// Choose, if set, asks in a window for a file of this computer, by its path. It calls
	// back on the UI thread, or not at all if the person changed their mind.
	Choose func(got func(path string, err error))
	// Tickets, if set, counts the resolved tickets that are like a chat's.
	Tickets TicketDesk
	// Hold, if set, is how long lines wait to be taken back.
	Hold func() Hold
	// Exists, if set, reports whether a path is a file; nil asks the disk.
	Exists func(path string) bool
	// Shortcut is offered keys with a modifier that are typed into the box.
	Shortcut func(fyne.Shortcut)
	// Focus puts the keyboard into one of the pane's boxes.
	Focus func(fyne.Focusable)
	// Typing, if set, reports whether somebody types elsewhere: a box that opens
	// because the bot has stopped must not take their next word to a customer.
	Typing func() bool
	// Leave puts the keyboard elsewhere when Escape leaves the box.
	Leave func()
	// OnEscalate asks to whom the chat on screen is escalated, and OnCancel why it is
	// not; both say in words why they do nothing. OnReview opens what goes with an
	// escalation that is offered to me, which is read before it can be accepted.
	OnEscalate, OnCancel, OnReview func() string
	// OnKey uses a key without a modifier that means the same everywhere in the
	// window, or says that it does not.
	OnKey func(e *fyne.KeyEvent) bool
	// Said, if set, is told too why a key did nothing: the words stand under the ladder,
	// which is out of sight while no chat is open, or another page is.
	Said func(why string)
	// OnClose opens the closing of the chat on screen, or says in words why not.
	OnClose func() string
	// OnCall, if set, opens the card of the call that is owed here, or says in words
	// why not.
	OnCall func() string
	// OnWhy, if set, opens the panel that says why there is an alert.
	OnWhy func()
	// ObserveOff turns the frame that tells an observer what they are into
	// nothing; only the smoke test's mutation uses it.
	ObserveOff bool
}

// Pane is one chat.
type Pane struct {
	opts    Options
	content *fyne.Container
	filled  fyne.CanvasObject
	nothing *kit.EmptyState

	title    *fyne.Container
	name     *kit.Words
	channel  *kit.Pill
	speaking *kit.Pill
	route    *kit.Pill // by which rule the chat is where it is
	age      *kit.Words
	ladder   *kit.Segmented
	reason   *kit.Text // under the ladder: why a step is locked
	tagging  *tagging
	notice   *kit.Banner // what happened to the chat behind one's back
	offering *kit.Banner
	banner   *kit.Banner
	lines    *kit.Thread
	slash    *kit.SlashPicker
	// lineStack has the lines, and the popover over them.
	lineStack *fyne.Container
	foot      *foot
	typing    *typing
	guideRead string // the version of the team's guide that is folded away
	tip       *kit.Tip
	reply     *reply // of foot's box to the customer

	snap   *app.Snapshot
	shown  *view.Thread
	me     app.Me
	rungs  []step      // of the ladder
	remark remark      // why a key did nothing
	rule   chat.RuleID // of the banner
	// pressed are the banner's buttons, and noticed how many the notice has.
	pressed []pressable
	noticed int
	marked  mark
	asked   question
	lost    lost        // how the chat on screen went from me
	left    chat.ChatID // the chat that I asked to leave
	heard   chat.OfferID
	source  *bubbles
	asking  *asking // what lies over the window
	exists  func(path string) bool
	similar similar
	calls   calling
	// held are the lines that can still be taken back, oldest first.
	held      []holding
	heldCount int
}

// New makes a pane that shows no chat.
func New(o Options) *Pane {
	p := &Pane{
		opts: o, name: kit.NewTitle(""), channel: kit.NewPill(kit.PillData{}), speaking: kit.NewPill(kit.PillData{}), route: kit.NewPill(kit.PillData{}),
		age: kit.NewCaption(""), ladder: kit.NewSegmented(), reason: kit.NewQuietText(""),
		notice: kit.NewBanner(kit.BannerData{}), offering: kit.NewBanner(kit.BannerData{}), banner: kit.NewBanner(kit.BannerData{}), lines: kit.NewThread(),
		slash: kit.NewSlashPicker(),
		nothing: kit.NewEmptyState(kit.EmptyData{
			Title: "No chat is open",
			Text:  "Pick one at the left, or press Alt+Shift+↓ for the next alert. Nobody can tell that you look.",
		}),
	}
	p.exists = o.Exists
	if p.exists == nil {
		p.exists = isFile
	}
	p.typing, p.tip = newTyping(), kit.NewTip()
	p.foot = newFoot(p)
	p.tagging = p.newTagging()
	p.ladder.OnPick = func(i int) { p.take(p.rungs[i]) }
	p.ladder.OnHint = p.tipLadder
	p.ladder.OnLocked = func(i int, _ string) { p.may(p.rungs[i]) }
	p.banner.OnButton = p.bannerPressed
	p.offering.OnButton = p.offerPressed
	p.notice.OnButton = p.noticePressed
	p.notice.Hide()
	p.offering.Hide()
	p.lines.OnAction = p.lineAction
	p.lines.OnOpen = p.openFile
	p.lines.MenuMore = p.lineMenu
	p.similar = similar{of: p, known: make(map[chat.ChatID]int)}
	p.newCalling()
	p.recallGuide()
	p.filled = p.build()
	p.content = container.NewStack(p.nothing, p.filled)
	p.filled.Hide()
	return p
}

func (p *Pane) build() fyne.CanvasObject {
	side, small := theme.Px(16), theme.Px(8)
	p.title = container.New(titleRow{}, p.name, p.channel, p.speaking, p.route, p.age)
	head := container.New(layout.NewCustomPaddedLayout(small, small/2, side, side), kit.NewColumn(6, p.title, p.ladder, p.reason))
	top := container.NewVBox(head, kit.NewHairline())
	alert := container.New(layout.NewCustomPaddedLayout(small, 0, side, side), kit.NewColumn(6, p.tagging.view, p.notice, p.offering, p.banner))
	foot := container.New(layout.NewCustomPaddedLayout(0, small+4, side, side), container.NewVBox(p.typing.content, p.foot.content))
	p.lineStack = kit.NewOver(container.New(layout.NewCustomPaddedLayout(0, 0, side, side), p.lines), p.slash)
	body := container.NewBorder(alert, foot, nil, nil, p.lineStack)
	return kit.NewTipped(container.NewBorder(top, nil, nil, nil, body), p.tip)
}

// tipLadder shows over the lines what one should know of a step.
func (p *Pane) tipLadder(hint string, x float32) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.ladder).Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(p.filled))
	p.tip.Say(hint, at.X+x, at.Y, at.Y+p.ladder.Size().Height)
}

// Content returns the pane's object.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Render shows the snapshot's thread.
func (p *Pane) Render(s *app.Snapshot) {
	was, t := p.shown, s.Thread
	p.snap, p.shown, p.me = s, t, s.Me
	p.follow(s)
	p.calls.asker.Render(s)
	p.renderTags(t)
	if t == nil {
		p.foot.open("", view.Observing)
		p.filled.Hide()
		p.nothing.Show()
		return
	}
	if was == nil || was.ID != t.ID || was.Stance != t.Stance {
		p.remark = remark{}
	}
	p.nothing.Hide()
	p.filled.Show()
	p.watchLoss(was, t)
	p.renderNotice(t)
	p.renderBanner(t)
	p.renderOffer(t)
	p.renderLines(was, t)
	p.foot.open(t.ID, t.Stance)
	p.renderReply(t)
	p.renderCalling(t)
	p.foot.render(t)
	p.head(t)
	p.foot.arrive()
	p.Tick()
}

// head says whose chat it is, and what can be done.
func (p *Pane) head(t *view.Thread) {
	changed := set(p.name, words.Name(t.Customer.Name))
	changed = p.channel.Set(kit.PillData{Word: words.Channel(t.Channel)}) || changed
	route := routeWord(t)
	changed = p.route.Set(kit.PillData{Word: route}) || changed
	changed = kit.SetShown(p.route, route != "") || changed
	tone := kit.Grey
	if within(t.Stance) || t.Stance == view.Taking {
		tone = kit.Blue
	}
	if p.speaking.Set(kit.PillData{Word: words.Speaking(t), Tone: tone}) || changed {
		p.filled.Refresh()
	}
	p.rungs = rungs(t, p.me, p.snap.Transfer.Groups)
	p.ladder.Set(ladder(t, p.me, p.rungs, p.foot.mode)...)
	p.explain(t)
}

// renderLines gives the thread its lines; only another chat is another source.
func (p *Pane) renderLines(was, t *view.Thread) {
	next := newBubbles(t, p.me.Agent, slices.Concat(p.snap.Team, p.snap.Outside))
	next.outside, next.backend = p.snap.Outside, p.backend(t)
	next.picture, next.held, next.now = p.opts.Picture, p.heldHere(t.ID), p.opts.Now
	next.ask(p.asked)
	if p.source == nil || was == nil || was.ID != t.ID {
		p.source = next
		p.lines.SetSource(p.source)
		return
	}
	*p.source = *next
	p.lines.Refresh()
}

// Tick lets the pane's clocks run.
func (p *Pane) Tick() {
	t, now := p.shown, p.opts.Now()
	p.release(now)
	if t == nil {
		return
	}
	if t.Stage == chat.StageQueued && p.rule == "" && t.Stance != view.Ended {
		p.putBanner(queueBanner(t, now), p.pressed)
	}
	if p.marked.told {
		p.renderNotice(t)
	}
	p.renderOffer(t)
	p.tickReply(t)
	p.typing.set(t, now)
	p.foot.release() // a sheet gives the keyboard back to where it was, which may be gone
	p.explain(t)
	if set(p.age, since(t)) {
		p.title.Refresh()
	}
}

// PictureReady draws the lines anew once an attachment's small picture has been made.
func (p *Pane) PictureReady() {
	if p.shown != nil {
		p.lines.Refresh()
	}
}

// question is a rule that somebody asks about, and what it has seen of a chat.
type question struct {
	chat  chat.ChatID
	rule  chat.RuleID
	spans []chat.Evidence
}

// Ask marks in the conversation of a chat what a rule has seen there, and brings the
// first of it into sight if seek is set; no rule takes the marks away (D-01).
func (p *Pane) Ask(id chat.ChatID, rule chat.RuleID, spans []chat.Evidence, seek bool) {
	was := p.asked
	p.asked = question{chat: id, rule: rule, spans: spans}
	if p.shown == nil {
		return
	}
	if was.chat != id || was.rule != rule || !slices.Equal(was.spans, spans) {
		p.renderLines(p.shown, p.shown)
	}
	if seek && p.shown.ID == id && len(spans) > 0 {
		p.lines.Seek(string(spans[0].Message))
	}
}
