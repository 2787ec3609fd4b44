package livehelperchat

import (
	"html"
	"regexp"
	"strings"

	"floorwalker/app/chat"
)

// noCommand stands before a line that begins with what the server would take for a
// command. It has no width, and the server does not trim it away.
const noCommand = "\u200b"

// outgoing makes an agent's line safe: one that begins with "!" would be executed
// ("!delete" is one of the commands), and [html] would be shown as it is.
func outgoing(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "!") {
		s = noCommand + s
	}
	return rawHTML.ReplaceAllString(s, "["+noCommand+"$1")
}

var rawHTML = regexp.MustCompile(`(?i)\[(/?html\])`)

// incoming makes of the server's BBCode what people read. What it does not know it
// leaves as it is: it may be what somebody wrote.
func incoming(s string) string {
	if strings.Contains(s, "[") {
		s = linked.ReplaceAllStringFunc(s, func(m string) string {
			part := linked.FindStringSubmatch(m)
			to, words := html.UnescapeString(strings.Trim(part[1], `"`)), part[2]
			if words == "" || words == to {
				return to
			}
			return words + " (" + to + ")"
		})
		s = strings.ReplaceAll(styled.ReplaceAllString(s, ""), "["+noCommand, "[")
	}
	return strings.TrimSpace(strings.TrimPrefix(s, noCommand))
}

var (
	linked = regexp.MustCompile(`(?is)\[url=([^\]]{1,1000})\](.*?)\[/url\]`)
	styled = regexp.MustCompile(`(?i)\[/?(?:b|i|u|s|strong|img|quote|url|mark|html|level=\d|color=#?\w{1,20}|fs\d{1,3})\]`)
	filed  = regexp.MustCompile(`\[file="?(\d{1,18})_([0-9a-fA-F]{8,128})[^\]]{0,60}"?\]`)
)

// fileRef is how a message speaks of a file. Anybody can write one, so it is a file of
// the message's only if the server says the same hash.
type fileRef struct{ id, hash string }

// filesAtMost bounds how many files one message may have us ask for.
const filesAtMost = 10

// attached takes the files out of a message: what is left, and which they are.
func attached(s string) (string, []fileRef) {
	if !strings.Contains(s, "[file=") {
		return s, nil
	}
	var files []fileRef
	for _, m := range filed.FindAllStringSubmatch(s, filesAtMost) {
		files = append(files, fileRef{id: m[1], hash: m[2]})
	}
	return filed.ReplaceAllString(s, ""), files
}

// sureness is how sure the bot was of a line, by our convention: its meta_msg has, at
// content.debug.content, a JSON object with "confidence", from 0 to 1.
func sureness(m metaRow) chat.Score {
	var said struct {
		Confidence *float64 `json:"confidence"`
	}
	if !decodeInner(string(m.Content.Debug.Content), &said) || said.Confidence == nil {
		return 0
	}
	if c := *said.Confidence; c >= 0 && c <= 1 {
		return chat.ScoreOfFloat(c)
	}
	return 0
}

// mark ends a note of ours, so that it is known again after a restart: the hub tells a
// driver which lines it has, and of notes it does not. It has no width.
const mark = noCommand

func marked(s string) bool { return strings.HasSuffix(s, mark) }
