package handover

import (
	"crypto/ed25519"
	"encoding/binary"
	"encoding/hex"
	"slices"

	"floorwalker/app/chat"
)

// Signer signs with the key of the person at this desk, wherever that is kept.
type Signer interface {
	Key() (ed25519.PublicKey, error)
	Sign(message []byte) ([]byte, error)
}

// statement is what a signature is over. Its purpose keeps a signature for one thing
// from being shown as one for another.
type statement struct {
	Purpose string       `json:"purpose"`
	Hash    string       `json:"hash"`
	By      chat.AgentID `json:"by"`
	At      chat.Instant `json:"at"`
	Items   []string     `json:"items"`
	Agent   chat.AgentID `json:"agent"`
	Note    string       `json:"note"`
}

// The purposes. They are signed and never renamed.
const (
	purposeSign = "floorwalker handover 1: signed by who goes"
	purposeAck  = "floorwalker handover 1: acknowledged"
	purposeTake = "floorwalker handover 1: taken by a lead"
)

// Sign completes a document with the signer's key and the hash of each item, and
// signs it. The document's From is who signs.
func Sign(d Document, s Signer) (*File, error) {
	if !d.sound() {
		return nil, &Error{Op: "sign", Err: ErrUnreadable}
	}
	key, err := s.Key()
	if err != nil {
		return nil, &Error{Op: "sign", Err: err}
	}
	d.Key = hex.EncodeToString(key)
	d.Items = slices.Clone(d.Items)
	if err := d.seal(); err != nil {
		return nil, err
	}
	hash, err := Hash(&d)
	if err != nil {
		return nil, err
	}
	_, sig, err := sign(s, statement{Purpose: purposeSign, Hash: hash, By: d.From, At: d.At})
	if err != nil {
		return nil, err
	}
	return &File{
		Document: d, Hash: hash, Signature: hex.EncodeToString(sig),
		Acknowledgements: []Acknowledgement{}, Taken: []Taken{},
	}, nil
}

// SignAck returns the stamp by which somebody acknowledges items of a document: when,
// by which key, and the signature. It is what an acknowledgement carries on the wire.
func SignAck(hash string, items []string, by chat.AgentID, at chat.Instant, s Signer) ([]byte, error) {
	return stamp(s, statement{Purpose: purposeAck, Hash: hash, By: by, At: at, Items: items})
}

// ReadAck returns what a stamp says, and fails with [ErrChanged] unless it is over
// just this. Whether the key is that person's is for the caller, who knows the keys.
func ReadAck(mark []byte, hash string, items []string, by chat.AgentID) (Acknowledgement, error) {
	at, key, sig, err := unstamp(mark)
	if err != nil {
		return Acknowledgement{}, err
	}
	a := Acknowledgement{Items: items, By: by, At: at, Key: key, Signature: sig}
	return a, a.check(hash)
}

// SignTaken returns the stamp by which a lead takes in writing what is left, so that
// agent may go.
func SignTaken(hash string, agent chat.AgentID, note string, by chat.AgentID, at chat.Instant, s Signer) ([]byte, error) {
	return stamp(s, statement{Purpose: purposeTake, Hash: hash, By: by, At: at, Agent: agent, Note: note})
}

// ReadTaken is to [SignTaken] what [ReadAck] is to [SignAck].
func ReadTaken(mark []byte, hash string, agent chat.AgentID, note string, by chat.AgentID) (Taken, error) {
	at, key, sig, err := unstamp(mark)
	if err != nil {
		return Taken{}, err
	}
	t := Taken{Agent: agent, By: by, At: at, Note: note, Key: key, Signature: sig}
	return t, t.check(hash)
}

// check verifies the signature of who handed over.
func (f *File) checkSignature() error {
	return verify(f.Document.Key, f.Signature, statement{Purpose: purposeSign, Hash: f.Hash, By: f.Document.From, At: f.Document.At})
}

func (a *Acknowledgement) check(hash string) error {
	return verify(a.Key, a.Signature, statement{Purpose: purposeAck, Hash: hash, By: a.By, At: a.At, Items: a.Items})
}

func (t *Taken) check(hash string) error {
	return verify(t.Key, t.Signature, statement{Purpose: purposeTake, Hash: hash, By: t.By, At: t.At, Agent: t.Agent, Note: t.Note})
}

func sign(s Signer, what statement) (key ed25519.PublicKey, sig []byte, err error) {
	if key, err = s.Key(); err != nil {
		return nil, nil, &Error{Op: "sign", Err: err}
	}
	message, err := Canonical(what)
	if err != nil {
		return nil, nil, err
	}
	if sig, err = s.Sign(message); err != nil {
		return nil, nil, &Error{Op: "sign", Err: err}
	}
	return key, sig, nil
}

func verify(key, sig string, what statement) error {
	k, okKey := unhex(key, ed25519.PublicKeySize)
	b, okSig := unhex(sig, ed25519.SignatureSize)
	if !okKey || !okSig || !tellable(what.At) {
		return ErrChanged
	}
	message, err := Canonical(what)
	if err != nil {
		return err
	}
	if !ed25519.Verify(k, message, b) {
		return ErrChanged
	}
	return nil
}

// unhex reads what [hex.EncodeToString] writes, and nothing else that means the same.
func unhex(s string, size int) ([]byte, bool) {
	b, err := hex.DecodeString(s)
	return b, err == nil && len(b) == size && hex.EncodeToString(b) == s
}

// A stamp is the instant, the key and the signature, one after the other.
const (
	stampKey  = 8
	stampSig  = stampKey + ed25519.PublicKeySize
	stampSize = stampSig + ed25519.SignatureSize
)

func stamp(s Signer, what statement) ([]byte, error) {
	key, sig, err := sign(s, what)
	if err != nil {
		return nil, err
	}
	out := binary.BigEndian.AppendUint64(make([]byte, 0, stampSize), uint64(max(what.At, 0)))
	return append(append(out, key...), sig...), nil
}

func unstamp(mark []byte) (at chat.Instant, key, sig string, err error) {
	if len(mark) != stampSize {
		return 0, "", "", ErrUnreadable
	}
	ms := binary.BigEndian.Uint64(mark)
	if ms > uint64(maxInstant) {
		return 0, "", "", ErrUnreadable
	}
	return chat.Instant(ms), hex.EncodeToString(mark[stampKey:stampSig]), hex.EncodeToString(mark[stampSig:]), nil // #nosec G115 -- it was compared above
}
