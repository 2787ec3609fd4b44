package connected

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/sync/driver/conformance"
)

// control works one control at a desk and looks for it at the backend.
type control func(f *floor, id chat.ChatID)

// controls has one for each operation that a person does or sees in a chat. nil is for
// what the other tests of this package or the suite of the drivers see, and says where.
var controls = map[chat.Operation]control{
	chat.OpStream:   nil, // TestEveryChatIsSeen
	chat.OpAllChats: nil, // TestEveryChatIsSeen
	chat.OpObserve:  nil, // TestEveryChatIsSeen
	chat.OpHistory:  nil, // TestEveryChatIsSeen
	chat.OpReplay:   nil, // TestABackendComesBack
	chat.OpBotMark:  nil, // TestEveryChatIsSeen

	chat.OpTakeOver:     takenOver,
	chat.OpReply:        reply,
	chat.OpFile:         file,
	chat.OpReceipt:      receipt,
	chat.OpForward:      forward,
	chat.OpForwardTeam:  forwardTeam,
	chat.OpTeamChannels: forwardTeam,
	chat.OpReturn:       giveBack,
	chat.OpJoin:         join,
	chat.OpInvite:       invite,
	chat.OpLeave:        leave,
	chat.OpEnd:          end,
	chat.OpEndReason:    endReason,
	chat.OpRating:       rating,
	chat.OpNote:         note,
	chat.OpTag:          tag,
	chat.OpCustomer:     customer,
	chat.OpDraft:        draft,
	chat.OpTyping:       typing,
	chat.OpConfidence:   confidence,
	chat.OpTranscript:   transcript,
	chat.OpBlock:        block,

	chat.OpCanned:   nil, // TestTheLibraryOfABackend
	chat.OpArticle:  nil, // TestTheLibraryOfABackend
	chat.OpWhatsApp: nil, // the practice floor has it alone: cmd/internal/story
}

func TestEveryOperationHasItsControl(t *testing.T) {
	for _, op := range chat.Operations() {
		if _, ok := controls[op]; !ok {
			t.Errorf("nobody works %q", op)
		}
	}
}

// TestEveryControl works every control that the backend's capabilities offer, and sees
// that every other is refused.
func TestEveryControl(t *testing.T) {
	each(t, func(t *testing.T, p *place) {
		f := openFloor(t, p)
		f.asha.sees("what the backend can do", func(s *app.Snapshot) bool {
			b, ok := s.Backend(p.name)
			return ok && b.Well && len(b.Can.All()) > 0
		})
		can := f.asha.Snapshot().Can(p.name)
		for _, op := range chat.Operations() {
			work := controls[op]
			if work == nil {
				continue
			}
			t.Run(string(op), func(t *testing.T) {
				g := f.during(t)
				id := g.vendor.OpenChat(conformance.Opening{Name: "Mira V.", Mail: "mira@example.com", Text: "My printer is on fire.", Bot: true})
				g.asha.sees("the chat", onTheWall(id))
				g.asha.opens(id)
				if can.Do(op) {
					work(g, id)
					g.nothingFailed(id)
					return
				}
				g.refused(op, id)
			})
		}
	})
}

// during is the floor for one part of a test.
func (f *floor) during(t *testing.T) *floor {
	g := *f
	g.t = t
	asha, rohan := *f.asha, *f.rohan
	asha.t, rohan.t = t, t
	g.asha, g.rohan = &asha, &rohan
	return &g
}

// at waits for what the backend itself thinks of a chat.
func (f *floor) at(id chat.ChatID, what string, right func(conformance.VendorState) bool) {
	f.t.Helper()
	var s conformance.VendorState
	until(f.t, what, func() bool { s = f.vendor.State(id); return right(s) })
}

// nothingFailed sees that no failure at the backend stands in the chat, but for tags
// that a closing adds and the backend does not know.
func (f *floor) nothingFailed(id chat.ChatID) {
	f.t.Helper()
	f.asha.opens(id)
	for _, m := range f.asha.Snapshot().Thread.Messages {
		if m.Told != nil && strings.Contains(m.Text, f.title) && !strings.Contains(m.Text, "the change of tags") {
			f.t.Errorf("the chat says: %s", m.Text)
		}
	}
}

// refusals are wishes for what a backend may not have.
var refusals = map[chat.Operation]func(*floor, chat.ChatID){
	chat.OpReturn:     func(f *floor, id chat.ChatID) { f.takes(id); f.asha.ReturnToBot(id, "it was a question for the bot") },
	chat.OpTranscript: func(f *floor, id chat.ChatID) { f.takes(id); f.asha.SendTranscript(id, "mira@example.com") },
	chat.OpBlock:      func(f *floor, id chat.ChatID) { f.takes(id); f.asha.BlockCustomer(id, true, "threatens everybody") },
	chat.OpRating:     func(f *floor, id chat.ChatID) { f.takes(id); f.asha.AskRating(id) },
}

// refused sees that what the backend has not is refused by a sentence with its name.
// What a person does not wish for, such as a receipt, is only not there.
func (f *floor) refused(op chat.Operation, id chat.ChatID) {
	f.t.Helper()
	wish, ok := refusals[op]
	if !ok {
		return
	}
	before := 0
	if n := f.asha.Snapshot().Notices; len(n) > 0 {
		before = n[len(n)-1].N
	}
	wish(f, id)
	f.asha.sees("a refusal that names "+f.title, func(s *app.Snapshot) bool {
		return slices.ContainsFunc(s.Notices, func(n app.Notice) bool { return n.N > before && n.Bad && strings.Contains(n.Words, f.title) })
	})
}

// takes has Asha take a chat over, as far as the backend.
func (f *floor) takes(id chat.ChatID) {
	f.t.Helper()
	f.asha.opens(id)
	f.asha.TakeOver(id, "the bot does not understand")
	f.asha.sees("that she serves it", func(s *app.Snapshot) bool { return s.Thread.Owner == conformance.Asha })
}

func takenOver(f *floor, id chat.ChatID) {
	f.takes(id)
	f.at(id, "the chat is hers and the bot is out", func(s conformance.VendorState) bool { return s.Owner == conformance.Asha && !s.Bot })
}

// says has Asha write to the customer.
func (f *floor) says(id chat.ChatID, l app.Line) {
	f.t.Helper()
	f.asha.Say(id, l)
	f.at(id, "the line "+l.Text, func(s conformance.VendorState) bool {
		return slices.ContainsFunc(s.Lines, func(v conformance.Line) bool {
			return v.From == chat.SpeakerAgent && strings.Contains(v.Text, l.Text)
		})
	})
}

func reply(f *floor, id chat.ChatID) {
	f.takes(id)
	f.says(id, app.Line{Text: "!Please pull the plug."})
	f.asha.sees("the line once, and sent", func(s *app.Snapshot) bool {
		n := 0
		for _, m := range s.Thread.Messages {
			if m.Text == "!Please pull the plug." {
				n++
				if s.Thread.Outcomes[m.ID].Delivery == chat.DeliveryPending {
					return false
				}
			}
		}
		return n == 1
	})
}

func file(f *floor, id chat.ChatID) {
	f.takes(id)
	path := filepath.Join(f.t.TempDir(), "manual.txt")
	if err := os.WriteFile(path, []byte("Pull the plug."), 0o600); err != nil {
		f.t.Fatal(err)
	}
	got := make(chan *chat.File, 1)
	f.asha.AttachFile(id, app.Attachment{Path: path}, func(a app.Attaching) {
		if a.File != nil || a.Err != nil {
			got <- a.File
		}
	})
	sent := <-got
	if sent == nil {
		f.t.Fatal("the file cannot be attached")
	}
	f.says(id, app.Line{Text: "Here is the manual.", File: sent})
}

func receipt(f *floor, id chat.ChatID) {
	f.takes(id)
	f.says(id, app.Line{Text: "Please pull the plug."})
	f.vendor.Receive(id)
	f.asha.sees("that the line has arrived", func(s *app.Snapshot) bool {
		return slices.ContainsFunc(s.Thread.Messages[:s.Thread.Reached], func(m chat.Message) bool { return m.Text == "Please pull the plug." })
	})
}

func forward(f *floor, id chat.ChatID) {
	f.takes(id)
	f.asha.Forward(id, chat.Forward{To: conformance.Rohan, Reason: chat.ForwardExpertise, Note: "he knows all about printers"})
	f.accepts(id)
	f.at(id, "the chat is his", func(s conformance.VendorState) bool { return s.Owner == conformance.Rohan })
}

// accepts has Rohan accept what he was offered.
func (f *floor) accepts(id chat.ChatID) {
	f.t.Helper()
	f.rohan.opens(id)
	f.rohan.sees("the offer", func(s *app.Snapshot) bool { return len(s.Thread.Offers) > 0 })
	f.rohan.AcceptOffer(id, f.rohan.Snapshot().Thread.Offers[0].ID)
}

// forwardTeam: a rule of the policy sends a chat that waits to a team.
func forwardTeam(f *floor, _ chat.ChatID) {
	id := f.vendor.OpenChat(conformance.Opening{Name: "Tara L.", Mail: "tara@example.com", Text: "My invoice is wrong.", Bot: false})
	f.asha.sees("the chat", onTheWall(id))
	f.asha.opens(id)
	f.asha.sees("the rule's name", func(s *app.Snapshot) bool { return s.Thread.Routed.Rule == "Bills" })
	f.at(id, "the team has it", func(s conformance.VendorState) bool { return s.Team == "billing" })
}

func giveBack(f *floor, id chat.ChatID) {
	f.takes(id)
	f.at(id, "the bot is out", func(s conformance.VendorState) bool { return !s.Bot })
	f.asha.ReturnToBot(id, "it was a question for the bot")
	f.at(id, "the bot is back", func(s conformance.VendorState) bool { return s.Bot && s.Owner == "" })
	f.asha.sees("the bot answers", func(s *app.Snapshot) bool { return s.Thread.Stage == chat.StageBot })
}

// company has Rohan beside Asha in a chat of hers.
func (f *floor) company(id chat.ChatID) {
	f.t.Helper()
	f.asha.sees("Rohan beside her", func(s *app.Snapshot) bool { return slices.Contains(s.Thread.With, conformance.Rohan) })
}

func join(f *floor, id chat.ChatID) {
	f.takes(id)
	f.rohan.opens(id)
	f.rohan.Join(id)
	f.company(id)
}

func invite(f *floor, id chat.ChatID) {
	f.takes(id)
	f.asha.Invite(id, conformance.Rohan, "please have a look at the printer")
	f.accepts(id)
	f.company(id)
}

func leave(f *floor, id chat.ChatID) {
	join(f, id)
	f.rohan.Leave(id, chat.Leave{Reason: "the printer is out"})
	f.asha.sees("nobody beside her", func(s *app.Snapshot) bool { return len(s.Thread.With) == 0 })
	f.at(id, "nobody beside her there", func(s conformance.VendorState) bool { return !slices.Contains(s.Guests, conformance.Rohan) })
}

func end(f *floor, id chat.ChatID) {
	f.takes(id)
	f.asha.Finish(id, "this is a test of the end of a chat")
	f.at(id, "it is over", func(s conformance.VendorState) bool { return !s.Open })
}

func endReason(f *floor, id chat.ChatID) {
	end(f, id)
	f.at(id, "why it is over", func(s conformance.VendorState) bool { return s.Ended != "" })
}

func rating(f *floor, id chat.ChatID) {
	f.takes(id)
	f.at(id, "it is hers", func(s conformance.VendorState) bool { return s.Owner == conformance.Asha })
	f.asha.AskRating(id)
	f.at(id, "the customer is asked", func(s conformance.VendorState) bool { return s.Asked == 1 })
	if !f.vendor.Can(conformance.ActRate) {
		return
	}
	f.vendor.Rate(id, 4, "quick")
	f.asha.sees("four stars", func(s *app.Snapshot) bool { return s.Thread.Rating.Stars == 4 })
}

func note(f *floor, id chat.ChatID) {
	f.takes(id)
	f.asha.Note(id, "the printer is a model 7")
	f.at(id, "the note", func(s conformance.VendorState) bool {
		return slices.ContainsFunc(s.Notes, func(l conformance.Line) bool { return strings.Contains(l.Text, "the printer is a model 7") })
	})
	for _, l := range f.vendor.State(id).Lines {
		if strings.Contains(l.Text, "model 7") {
			f.t.Error("the customer can read the note")
		}
	}
}

func tag(f *floor, id chat.ChatID) {
	f.takes(id)
	f.asha.AddTag(id, f.place.tag)
	f.at(id, "the tag", func(s conformance.VendorState) bool { return slices.Contains(s.Tags, f.place.tag) })
}

func customer(f *floor, _ chat.ChatID) {
	f.asha.sees("who it is", func(s *app.Snapshot) bool {
		return s.Thread.Customer.Name == "Mira V." && s.Thread.Customer.Contact == "mira@example.com"
	})
}

func draft(f *floor, id chat.ChatID) {
	f.vendor.Type(id, "It smells of")
	f.asha.sees("what is being typed", func(s *app.Snapshot) bool { return strings.Contains(s.Thread.Draft, "It smells of") })
}

func typing(f *floor, id chat.ChatID) {
	if !f.vendor.Can(conformance.ActType) {
		f.t.Error("the capabilities offer what the stand-in has not")
		return
	}
	f.vendor.Type(id, "It smells of")
	f.asha.sees("that the customer types", func(s *app.Snapshot) bool { return !s.Thread.Typed.IsZero() })
}

func confidence(f *floor, id chat.ChatID) {
	f.vendor.BotSays(id, "Printers do not burn.", 0.42)
	f.asha.sees("how sure the bot was", func(s *app.Snapshot) bool {
		return slices.ContainsFunc(s.Thread.Messages, func(m chat.Message) bool {
			return m.Text == "Printers do not burn." && m.Confidence == chat.ScoreOfFloat(0.42)
		})
	})
}

func transcript(f *floor, id chat.ChatID) {
	f.takes(id)
	f.asha.SendTranscript(id, "mira@example.com")
	f.at(id, "the mail", func(s conformance.VendorState) bool { return slices.Contains(s.Transcripts, "mira@example.com") })
}

func block(f *floor, id chat.ChatID) {
	f.takes(id)
	f.asha.BlockCustomer(id, true, "threatens everybody")
	f.at(id, "nobody hears the customer", func(s conformance.VendorState) bool { return s.Blocked })
}

// onTheWall reports whether the chat is among all.
func onTheWall(id chat.ChatID) func(*app.Snapshot) bool {
	return func(s *app.Snapshot) (found bool) {
		s.Boards[view.All].Each(func(r *view.Row) bool { found = found || r.ID == id; return !found })
		return found
	}
}
