"""What Mujaz does: one verb per file, talking to ports only.

The flow of one article, as a pipe:

    Collector.collect    sources due | read | group into stories      > library
    Publisher.publish    subscriptions due | choose stories | digest | render > outbox
    Courier.deliver      outbox | send                                > chats

    Answerer.answer      link, file or text | read | digest           > the reader who asked
    Digester.digest      story | engines in turn | faithfulness | repair or the next engine
"""
