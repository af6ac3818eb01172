### What a new company sets up, one step at a time.

title = First steps
progress = { NUMBER($done) } of { NUMBER($total) } done
step = { $step ->
    [company] Company
    [region] Zone and currency
    [channel] First channel
    [sync] First sync
   *[team] Team
}
heading = { $step ->
    [company] What the company is called
    [region] In which zone and currency the company works
    [channel] Connect the first channel
    [sync] Sync the sales for the first time
   *[team] Invite the people who work with you
}
why = { $step ->
    [company] The name stands at the top of pages and in invitations.
    [region] Dates, days and totals follow the zone and the currency of the company.
    [channel] Choose where you sell. Once the account is connected, the first steps go on where they stopped.
    [sync] The newest sales come in first. You can leave this page, the sync goes on.
   *[team] Each person signs in with an e-mail of their own and sees what their role allows.
}
# The button on the overview that leads to a step.
press = { $step ->
    [company] Check the name
    [region] Choose zone and currency
    [channel] Connect a channel
    [sync] Follow the sync
   *[team] Invite the team
}
# Beside the name of a step, in its gender and number.
done = { $step ->
   *[channel] done
}
skipped = { $step ->
   *[channel] skipped
}

later = Leave for later
hide = Do not show again
# After it: where they are found again.
hidden = First steps put away. To come back, search for “first steps” at the top of the page.
# After the last step that was open.
ended = First steps done.
back-again = First steps are back.
skip = Skip this step
alone = Only me for now
go-on = Continue
meanwhile = Continue meanwhile
# Once the first synchronisation has ended.
came = { $count ->
    [0] No sales to bring so far.
    [one] 1 sale has come in.
   *[other] { NUMBER($count) } sales have come in.
}
over = All set
    .text = New sales come in by themselves from here on. The steps stay above, should you want to change something.

proposed = Proposed by the language of your browser. Check before you save.
save-region = Save zone and currency
# A currency and a time zone, or one of them.
region-of-shop = As in the shop, the company now uses { $region }. To change it, open Company.
no-channel = There is nothing to sync yet
    .text = Once a channel is connected, the sync of its sales begins by itself and shows here.

demo = Just looking?
    .text = Connect a demonstration shop. Its sales are invented and count in the figures of this company, but not towards its plan. When you are done, disconnect it and delete what it brought: all is as it was before.
    .press = Connect the demonstration shop
    .badge = Demonstration
