package log

import (
	"context"
	"encoding/json"

	"github.com/nats-io/nats.go/jetstream"
)

// found is one message of a stream.
type found struct {
	Subject string `json:"subject"`
	Seq     uint64 `json:"seq"`
	Data    []byte `json:"data"`
}

// atLeader gets one message from the stream's leader, not from a copy that may lag or
// be cut off; nil means that there is none.
func (l *Log) atLeader(ctx context.Context, stream string, req getRequest) (*found, error) {
	body, err := json.Marshal(req)
	if err != nil {
		return nil, err
	}
	return again(ctx, l, func(ctx context.Context) (*found, error) { return l.askLeader(ctx, stream, body) })
}

func (l *Log) askLeader(ctx context.Context, stream string, body []byte) (*found, error) {
	ctx, cancel := context.WithTimeout(ctx, l.waits.api)
	defer cancel()
	msg, err := l.nc.RequestWithContext(ctx, "$JS.API.STREAM.MSG.GET."+stream, body)
	if err != nil {
		return nil, err
	}
	var reply struct {
		Message *found              `json:"message"`
		Error   *jetstream.APIError `json:"error"`
	}
	if err := json.Unmarshal(msg.Data, &reply); err != nil {
		return nil, err
	}
	if reply.Error != nil {
		if reply.Error.ErrorCode == jetstream.JSErrCodeMessageNotFound {
			return nil, nil
		}
		return nil, reply.Error
	}
	return reply.Message, nil
}

// lastOn gets the newest message on a subject of a stream.
func (l *Log) lastOn(ctx context.Context, stream, subject string) (seq uint64, data []byte, ok bool, err error) {
	m, err := l.atLeader(ctx, stream, getRequest{LastFor: subject})
	if m == nil || err != nil {
		return 0, nil, false, err
	}
	return m.Seq, m.Data, true, nil
}

// readChatAtLeader is [Log.ReadChat] on a cluster: one question for each event, of
// which a chat that is asked for has few.
func (l *Log) readChatAtLeader(ctx context.Context, filter string, visit Visit) error {
	for after := uint64(0); ; {
		m, err := l.atLeader(ctx, l.names.floor, getRequest{Seq: after + 1, NextFor: filter})
		if m == nil || err != nil {
			return err
		}
		if err := visit(m.Seq, m.Data); err != nil {
			return err
		}
		after = m.Seq
	}
}
