package thread

import (
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// tagRows are the rows of tags that can be seen over the lines.
func (r *room) tagRows() []*kit.Tags { return stage.Find[*kit.Tags](r.pane.Content()) }

// E-ACT-09: one key, a word and Enter; what is on the floor is suggested.
func TestTagByKey(t *testing.T) {
	r := newRoom(t)
	r.pane.Tag() // no chat on screen
	r.desk.AllTags = []string{"billing", "refund"}
	r.Do("c", stage.Opened("Ada"), &chat.TagAdded{Tag: "vip"})
	r.show("c")
	if len(r.tagRows()) != 0 {
		t.Fatal("the tags lie over the lines unasked")
	}
	r.pane.Tag()
	r.crank.Drain()
	r.wantSays("TAGS OF THIS CHAT", "vip")
	r.write("ref")
	r.wantSays("refund")
	r.press(fyne.KeyDown)
	r.press(fyne.KeyReturn)
	r.write("new one")
	r.press(fyne.KeyReturn)
	r.wantAsked("tag c refund", "tag c new one")
	r.Do("c", &chat.TagAdded{Tag: "refund"})
	r.render()
	r.wantSays("vip", "refund")
	r.tagRows()[0].OnRemove("vip")
	r.wantAsked("untag c vip")
	r.press(fyne.KeyEscape)
	if len(r.tagRows()) != 0 || r.left != 1 {
		t.Error("Esc does not leave the tags")
	}
}

// The row goes with its chat: a tag meant for one never lands on another.
func TestTagsStayWithTheirChat(t *testing.T) {
	r := newRoom(t)
	for _, id := range []chat.ChatID{"a", "b"} {
		r.Do(id, stage.Opened("Ada"))
	}
	r.show("a")
	r.pane.Tag()
	row := r.tagRows()[0]
	r.Open("b") // published, not drawn
	row.OnAdd("vip")
	r.wantAsked("tag a vip")
	r.render()
	if len(r.tagRows()) != 0 {
		t.Error("the tags of another chat are open")
	}
}

// Beside the thread stand the tags, with crosses, and who is in the chat.
func TestTheSideKnowsTagsAndCompany(t *testing.T) {
	r := benServes(t)
	r.Do("c", &chat.TagAdded{Tag: "vip"})
	r.render()
	r.wantBeside("TAGS", "vip", "IN THIS CHAT", "Serves", "agent ben")
	if stage.Says(r.side.Content(), "Beside") {
		t.Error("somebody is said to be here")
	}
	side := stage.Find[*kit.Tags](r.side.Content())[0]
	side.OnAdd("regular")
	side.OnRemove("vip")
	r.wantAsked("tag c regular", "untag c vip")
	r.Do("c", stage.Joined("dee")...)
	r.Do("c", stage.Joined(stage.Me)...)
	r.render()
	r.wantBeside("Beside", "agent dee", "you")
	r.Do("c", &chat.AgentLeft{Agent: stage.Other, Next: stage.Me}, &chat.TagRemoved{Tag: "vip"})
	r.render()
	r.wantBeside("Serves", "you", "agent dee")
	if stage.Says(r.side.Content(), "vip") {
		t.Error("a tag that was taken away stands beside")
	}
	if again := stage.Find[*kit.Tags](r.side.Content())[0]; again != side {
		t.Error("what is written into the field is lost when something changes")
	}
}

// A bot's chat has nobody in it to be beside.
func TestWhoIsInABotsChat(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"))
	r.show("c")
	r.wantBeside("Bot is answering.")
	for _, s := range []view.Stance{view.Ended} {
		r.Do("c", &chat.ChatClosed{Reason: "solved"})
		r.show("c")
		if stage.Says(r.side.Content(), "IN THIS CHAT") {
			t.Errorf("stance %v: somebody is said to be in it", s)
		}
	}
}
