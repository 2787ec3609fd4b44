package courier

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/textproto"
	"strings"
	"time"

	"github.com/wneessen/go-mail"
)

// MessageID returns the Message-ID of a mail, without its angle brackets: the
// same for every copy, so that mail programs show one. It is a digest of the
// key and says nothing of it, because it goes to the customer. from is the
// sender's address, whose domain it ends in.
func MessageID(key Key, from string) string {
	sum := sha256.Sum256([]byte("floorwalker mail " + string(key)))
	_, domain, _ := strings.Cut(from, "@")
	return hex.EncodeToString(sum[:16]) + "@" + domain
}

// compose returns the mail as it goes over the line: the same bytes for
// the same parcel and relay.
func compose(r Relay, p *Parcel) ([]byte, error) {
	m := mail.NewMsg(mail.WithNoDefaultUserAgent(), mail.WithCharset(mail.CharsetUTF8), mail.WithEncoding(mail.EncodingQP))
	err := m.From(r.From)
	if r.Name != "" {
		err = m.FromFormat(r.Name, r.From)
	}
	if err := errors.Join(err, m.To(p.To)); err != nil {
		return nil, err
	}
	m.Subject(p.Subject)
	m.SetDateWithValue(p.Made.UTC())
	m.SetMessageIDWithValue(MessageID(p.Key, r.From))
	// So that nobody's "I am on holiday" answers it (RFC 3834).
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetBodyString(mail.TypeTextPlain, string(p.Body))
	var b bytes.Buffer
	_, err = m.WriteTo(&b)
	return b.Bytes(), err
}

// mail makes one attempt at a mail. Whatever goes wrong before the recipient is
// named is the relay's doing, or our sign-in there, and says nothing of the
// mail: no wrong password ever makes a mail undeliverable.
func (c *Courier) mail(ctx context.Context, p *Parcel) verdict {
	r, ok := c.cfg.Relay()
	if !ok {
		return again(0, "there is no mail server").atDestination()
	}
	host, port, err := r.parse()
	if err != nil {
		return again(0, err.Error()).atDestination()
	}
	text, err := compose(r, p)
	if err != nil {
		return never(0, "the mail cannot be composed: "+wordsOf(err))
	}
	l := newLine(c.cfg, r, host)
	defer l.close()
	client, err := l.client(ctx, r, port, c.cfg.Timeout)
	if err != nil {
		return again(0, wordsOf(err)).atDestination()
	}
	session, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return again(answerOf(err)).atDestination()
	}
	if err := session.Mail("<" + r.From + ">"); err != nil {
		return again(answerOf(err)).atDestination()
	}
	if err := session.Rcpt("<" + p.To + ">"); err != nil {
		return judgeSMTP(answerOf(err))
	}
	w, err := session.Data()
	if err != nil {
		return judgeSMTP(answerOf(err))
	}
	if _, err := w.Write(text); err != nil {
		return again(0, wordsOf(err))
	}
	if err := w.Close(); err != nil {
		v := judgeSMTP(answerOf(err))
		if v.status == 0 {
			v = v.perhapsThere() // the text is there, the answer is not
		}
		return v
	}
	// It is taken. How the server sees us off changes nothing.
	hurry := time.AfterFunc(goodbye, l.close)
	defer hurry.Stop()
	_ = session.Quit()
	return done(250, "taken by the mail server")
}

// goodbye is how long a server may take over the last word.
const goodbye = 2 * time.Second

// answerOf returns the code and words of a server's answer, or 0 and what
// happened instead.
func answerOf(err error) (status int, words string) {
	if answer, ok := errors.AsType[*textproto.Error](err); ok {
		return answer.Code, answer.Msg
	}
	return 0, wordsOf(err)
}
