package thread

import "strings"

// emoji is a character with the name that is written for it.
type emoji struct{ char, name string }

// emojis are those that a support chat needs; a keyboard or an input method has the
// rest. The likelier ones come first.
var emojis = []emoji{
	{"🙂", "smile"},
	{"😊", "happy blush"},
	{"🙏", "thanks please namaste"},
	{"👍", "thumbs up good"},
	{"✅", "check done"},
	{"👋", "wave hello bye"},
	{"🎉", "party congratulations"},
	{"❤️", "heart love"},
	{"😀", "grin"},
	{"😄", "laugh"},
	{"😅", "sweat relief"},
	{"😉", "wink"},
	{"😔", "sorry sad"},
	{"😟", "worried"},
	{"😮", "surprised"},
	{"🤔", "thinking"},
	{"🤝", "handshake deal"},
	{"👏", "clap bravo"},
	{"💪", "strong"},
	{"👌", "ok"},
	{"👎", "thumbs down"},
	{"⭐", "star"},
	{"✨", "sparkles"},
	{"🔥", "fire"},
	{"☀️", "sun"},
	{"🌙", "moon night"},
	{"☕", "coffee tea"},
	{"🎁", "gift"},
	{"🪔", "lamp diwali"},
	{"🌸", "flower"},
	{"📞", "phone call"},
	{"📱", "mobile"},
	{"✉️", "mail letter"},
	{"📧", "e-mail"},
	{"📎", "attachment clip"},
	{"📷", "camera screenshot"},
	{"💻", "laptop computer"},
	{"🖨️", "printer"},
	{"🔌", "plug power"},
	{"🔋", "battery"},
	{"📶", "signal network"},
	{"🌐", "internet web"},
	{"🔑", "key"},
	{"🔒", "lock secure"},
	{"🔓", "unlock"},
	{"🔧", "repair tool"},
	{"⚙️", "settings gear"},
	{"🔄", "restart again refresh"},
	{"🔍", "search look"},
	{"💡", "idea tip"},
	{"📌", "pin"},
	{"📝", "note write"},
	{"📄", "document page"},
	{"🧾", "receipt bill"},
	{"💳", "card payment"},
	{"💰", "money refund"},
	{"📦", "parcel order"},
	{"🚚", "delivery truck"},
	{"🏠", "home"},
	{"🏢", "office"},
	{"🕐", "clock time"},
	{"⏳", "wait hourglass"},
	{"⏰", "alarm"},
	{"📅", "calendar date"},
	{"➡️", "right arrow next"},
	{"⬅️", "left arrow back"},
	{"⬆️", "up arrow"},
	{"⬇️", "down arrow"},
	{"❗", "important"},
	{"❓", "question"},
	{"⚠️", "warning"},
	{"ℹ️", "information"},
	{"❌", "cross wrong no"},
	{"🚫", "forbidden"},
	{"🟢", "green online"},
	{"🔴", "red offline"},
	{"1️⃣", "one 1"},
	{"2️⃣", "two 2"},
	{"3️⃣", "three 3"},
}

// findEmoji returns the first n with a name that begins so.
func findEmoji(query string, n int) []emoji {
	query = strings.ToLower(query)
	var out []emoji
	for _, e := range emojis {
		for _, word := range strings.Fields(e.name) {
			if strings.HasPrefix(word, query) && len(out) < n {
				out = append(out, e)
				break
			}
		}
	}
	return out
}
