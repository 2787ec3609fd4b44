package livehelperchat

import (
	"errors"
	"regexp"
	"strings"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/catchup"
)

// right is one that the operator of the key needs.
type right struct {
	// name is the server's: module and function.
	name, without string
	needed        bool
}

// rights are all of them, in the order in which somebody should give them.
func rights() []right {
	return []right{
		{"lhchat,use", "Nothing works: no chat is seen.", true},
		{"all departments", "Chats of departments that the operator is not in are not seen.", false},
		{"lhchat,allowopenremotechat", "Without all departments, chats that somebody else serves cannot be read.", false},
		{"lhuser,userlistonlineall", "Other operators have a number for a name, and nobody but the key's own operator can be given a chat.", false},
		{"lhchat,allowcloseremote", "A chat that is another operator's cannot be ended.", false},
		{"lhchat,allowtransferdirectly", "A chat that is another operator's is moved without the server telling that operator.", false},
		{"lhchat,whispermode", "Notes are not kept at the server.", false},
		{"lhfile,upload_new_file", "No file can be sent to a customer.", false},
		{"lhrestapi,file_download", "Files that customers send are named and not shown.", false},
		{"lhrestapi,survey", "The customer's rating is not read.", false},
	}
}

// named finds the right that the server names in a refusal, in backquotes or not.
var named = regexp.MustCompile("[`\"](lh[a-z]{2,20})[`\"], ?[`\"]([a-z_]{2,40})[`\"]")

// missingRight returns the right that a refusal is about.
func missingRight(words string) (right, bool) {
	m := named.FindStringSubmatch(words)
	if m == nil {
		return right{}, false
	}
	name := m[1] + "," + m[2]
	for _, r := range rights() {
		if r.name == name {
			return r, true
		}
	}
	return right{name: name, without: "What was wanted cannot be done."}, true
}

// rightNamed returns one of rights.
func rightNamed(name string) right {
	for _, r := range rights() {
		if r.name == name {
			return r
		}
	}
	return right{name: name}
}

var (
	errCredentials = errors.New("the credentials are refused")
	errSaidNo      = errors.New("the server said no")
	errMissing     = errors.New("the chat is not found")
	errRight       = errors.New("a right is missing")
)

// lacking is a refusal for want of a right.
type lacking struct{ right right }

// Error names the right.
func (l *lacking) Error() string { return "the right " + l.right.name + " is missing" }

// Is makes it one of errRight.
func (l *lacking) Is(target error) bool { return target == errRight }

// refusalOf makes a sentence for a team lead of the server's no. What the server says
// is its own interface's text; it is shown, shortened, only where nothing better is
// known.
func refusalOf(words string) error {
	low := strings.ToLower(words)
	switch {
	case strings.Contains(low, "authorization header is missing"):
		return &catchup.Refused{Words: "The key did not reach Live Helper Chat: the web server in front of it drops the Authorization header.", Err: errCredentials}
	case strings.Contains(low, "authorization failed"), strings.Contains(low, "use_direct_logins"):
		return &catchup.Refused{Words: "Live Helper Chat does not know this user name and key.", Err: errCredentials}
	case strings.Contains(low, "ip restriction"):
		return &catchup.Refused{Words: "Live Helper Chat lets this key in from certain addresses only, and not from the hub's.", Err: errCredentials}
	}
	if r, ok := missingRight(words); ok {
		no := "Live Helper Chat does not let the operator of the key do this; it needs the right " + r.name + "."
		if r.needed {
			return &catchup.Refused{Words: no, Err: &lacking{r}}
		}
		return &driver.Refusal{Words: no, Err: &lacking{r}}
	}
	switch {
	case strings.Contains(low, "could not find chat"), strings.Contains(low, "chat could not be found"), strings.Contains(low, "could not be loaded"):
		return &driver.Refusal{Words: "Live Helper Chat does not have this chat any more.", Err: errMissing}
	case strings.Contains(low, "permission to read"), strings.Contains(low, "cannot read this chat"):
		return &driver.Refusal{Words: "Live Helper Chat does not let the operator of the key read this chat; it is in another department.", Err: errRight}
	case strings.Contains(low, "permission to modify"), strings.Contains(low, "permission to write"):
		return &driver.Refusal{Words: "Live Helper Chat does not let the operator of the key write in this chat's department.", Err: errRight}
	case words == "":
		return &driver.Refusal{Words: "Live Helper Chat said no, and did not say why.", Err: errSaidNo}
	}
	return &driver.Refusal{Words: "Live Helper Chat said no: “" + clipped(words, 120) + "”.", Err: errSaidNo}
}

// isMissing reports whether a refusal says that there is no such chat.
func isMissing(no *driver.Refusal) bool { return errors.Is(no, errMissing) }
