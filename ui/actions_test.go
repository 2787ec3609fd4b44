package ui

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
)

// ux 4.2: no two actions share a key, and none uses a key that a layout, a
// menu or an input method may take.
func TestKeysAreUniqueAndOurs(t *testing.T) {
	h := newHouse(t).enter()
	type combination struct {
		key fyne.KeyName
		mod fyne.KeyModifier
	}
	seen := map[combination]string{}
	words := map[string]bool{}
	for _, a := range h.shell.table {
		if a.word == "" || a.group == "" || a.run == nil || words[a.word] {
			t.Errorf("%+v is not whole, or there twice", a)
		}
		words[a.word] = true
		if a.key == "" {
			continue
		}
		c := combination{a.key, a.mod}
		if other := seen[c]; other != "" {
			t.Errorf("%s does both %q and %q", a.keys(), other, a.word)
		}
		seen[c] = a.word
		if why := taken(a); why != "" {
			t.Errorf("%s for %q: %s", a.keys(), a.word, why)
		}
	}
}

// taken says who else may take an action's key.
func taken(a action) string {
	letter := len(a.key) == 1 && a.key >= "A" && a.key <= "Z"
	withAlt := a.mod&fyne.KeyModifierAlt != 0
	switch {
	case a.mod == plain && functionKey(a.key):
		return ""
	case letter && withAlt:
		return "Alt with a letter opens menus elsewhere"
	case withAlt && a.mod&ctrl != 0:
		return "it is AltGr on many layouts"
	case a.mod == ctrlShift && (a.key == fyne.KeyU || a.key == fyne.KeyE):
		return "input methods take it"
	case a.mod&(ctrl|fyne.KeyModifierAlt) == 0:
		return "it would be typed into a box"
	}
	return ""
}

// functionKey says that nothing is written by a key; F1 and F6 are the window's own.
func functionKey(k fyne.KeyName) bool {
	return len(k) > 1 && k[0] == 'F' && k[1] >= '1' && k[1] <= '9' && k != fyne.KeyF1 && k != fyne.KeyF6
}

// ux 4.2 and the issue: these keys are promised.
func TestPromisedKeys(t *testing.T) {
	h := newHouse(t).enter()
	has := map[string]bool{}
	for _, a := range h.shell.table {
		has[a.keys()] = true
	}
	for _, k := range []string{
		"Ctrl+K", "Ctrl+/", "Alt+↑", "Alt+↓", "Alt+Shift+↑", "Alt+Shift+↓", "Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4",
		"Ctrl+5", "Ctrl+6", "Ctrl+Shift+L", "Ctrl+Shift+F", "Ctrl+Shift+X", "Ctrl+Shift+T", "Ctrl+Shift+O", "Ctrl+Shift+N", "Ctrl+Shift+A",
	} {
		if !has[k] {
			t.Errorf("nothing answers to %s", k)
		}
	}
}

// Every action is in the palette, and on the sheet of keys with its key.
func TestEveryActionIsInPaletteAndSheet(t *testing.T) {
	h := newHouse(t).enter()
	all := h.shell.offers()
	for _, a := range h.shell.table {
		if !slices.ContainsFunc(all, func(o offer) bool { return o.word == a.word && o.key == a.keys() }) {
			t.Errorf("%q is not in the palette", a.word)
		}
	}
	h.stroke(fyne.KeySlash, ctrl)
	sheet := h.over()
	if sheet == nil {
		t.Fatal("Ctrl+/ opens nothing")
	}
	seen := "\n" + stage.Read(sheet)
	for _, a := range h.shell.table {
		if !strings.Contains(seen, "\n"+a.word+"\n") || !strings.Contains(seen, "\n"+cmp.Or(a.keys(), "Ctrl+K")+"\n") {
			t.Errorf("%q with %q is not on the sheet", a.word, a.keys())
		}
	}
	h.press(fyne.KeyEscape)
	if h.over() != nil {
		t.Error("Esc, which is printed on the button, does not close the sheet")
	}
	h.press(fyne.KeyF1)
	if h.over() == nil {
		t.Error("F1 does not open the sheet")
	}
}

func TestThePaletteFindsAndDoes(t *testing.T) {
	h := newHouse(t).enter()
	h.Do("a", stage.Opened("Ada Lovely"))
	h.Do("b", stage.Opened("Bo"))
	h.render()
	h.stroke(fyne.KeyK, ctrl)
	h.write("lovely")
	if !stage.Says(h.over(), "Ada Lovely · Website · BOT") {
		t.Fatalf("found:\n%s", stage.Read(h.over()))
	}
	h.press(fyne.KeyReturn)
	if got := h.desk.Take(); !slices.Equal(got, []string{"open a"}) || h.over() != nil {
		t.Errorf("asked %v, and the palette is open: %t", got, h.over() != nil)
	}
	h.stroke(fyne.KeyK, ctrl)
	h.write("disturb")
	h.press(fyne.KeyReturn)
	if got := h.desk.Take(); !slices.Equal(got, []string{"dnd true"}) {
		t.Errorf("asked %v", got)
	}
	h.stroke(fyne.KeyK, ctrl)
	h.write("xyzzy")
	if !stage.Says(h.over(), "Nothing is called that.") {
		t.Error("no word about finding nothing")
	}
	h.press(fyne.KeyReturn)
	h.press(fyne.KeyEscape)
	if got := h.desk.Take(); len(got) != 0 || h.over() != nil {
		t.Errorf("asked %v", got)
	}
}

// ux 4.2: a key means the same wherever the keyboard is.
func TestShortcutsWorkInEveryBox(t *testing.T) {
	for _, place := range []struct {
		name string
		go_  func(h *house)
	}{
		{"nowhere", func(h *house) { h.window.Canvas().Unfocus() }},
		{"rows", func(h *house) { h.shell.board.FocusRows() }},
		{"filter", func(h *house) { h.shell.board.FocusFilter() }},
		{"composer", func(h *house) { h.shell.thread.Write(false) }},
		{"note", func(h *house) { h.shell.thread.Write(true) }},
	} {
		t.Run(place.name, func(t *testing.T) {
			h := newHouse(t).enter()
			h.Do("a", append([]chat.Body{stage.Opened("Ada")}, stage.Taken(stage.Me)...)...)
			h.Do("b", stage.Opened("Bo"), stage.Said("help"), stage.Alert("help"))
			h.show("a")
			h.desk.Take()
			place.go_(h)
			h.stroke(fyne.KeyDown, altShift) // next alert
			h.stroke(fyne.KeyM, ctrlShift)
			h.stroke(fyne.Key1, ctrl)
			if got := h.desk.Take(); !slices.Equal(got, []string{"open b", "dnd true"}) {
				t.Errorf("asked %v", got)
			}
			if h.shell.section != view.Alerts {
				t.Error("Ctrl+1 does not show the alerts")
			}
			h.stroke(fyne.KeyK, ctrl)
			if h.over() == nil {
				t.Error("Ctrl+K opens nothing")
			}
		})
	}
}

// What is typed into no box is not lost in silence, where there is one to write in.
func TestLettersThatNoBoxGets(t *testing.T) {
	h := newHouse(t).enter()
	h.Do("a", append([]chat.Body{stage.Opened("Ada"), stage.Said("calls do not come in")}, stage.Taken(stage.Me)...)...)
	h.Do("b", stage.Opened("Bo"), stage.Said("hello"))
	for id, says := range map[chat.ChatID]bool{"a": true, "b": false} {
		h.show(id)
		h.window.Canvas().Unfocus()
		h.window.Canvas().OnTypedRune()('w')
		h.render()
		if h.says("The keyboard is in no box") != says {
			t.Errorf("in %s it says so: %t", id, !says)
		}
	}
}
