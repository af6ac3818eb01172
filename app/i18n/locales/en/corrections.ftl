### Safe fixes of what a check of a sheet found: accepting them, taking them, taking them back.

# On the page of the check.
of-check = { $count ->
    [one] See { $count } proposed correction
   *[other] See { $count } proposed corrections
}
of-check-applied = See the corrections that were applied
title-of = Corrections of { $name }
intro = { $kind ->
    [catalogue] Only safe corrections are proposed, which mostly follow from the value itself. Accept those you want: products change only when you take the corrections into the catalogue and import them, and you can undo the import.
    [google] Only safe corrections are proposed, which mostly follow from what the cell says. Accept those you want: applying them makes a corrected file to download, and the spreadsheet in Google stays as it is.
   *[sheet] Only safe corrections are proposed, which mostly follow from what the cell says. Accept those you want: the spreadsheet changes only when you apply them, and you can undo it.
}
to-check = Back to the check
none = No safe correction
    .text = { $kind ->
        [catalogue] What this check found needs somebody who knows the products. Change the values on the page of each product and check again.
       *[sheet] What this check found needs somebody who knows the products. Change the values in the spreadsheet and check again.
    }

## Choosing

apply = { $count ->
    [one] Apply { $count } correction
   *[other] Apply { $count } corrections
}
# The same for the catalogue in Orion, whose products change only by the import after it.
prepare = { $count ->
    [one] Prepare { $count } correction
   *[other] Prepare { $count } corrections
}
accept-all = Accept all
accept-harmless = { $kind ->
    [cuts] Accept all but those that may lose text
    [fills] Accept all but those that fill empty cells
   *[both] Accept all but those that may lose text or fill empty cells
}
# Under a rule whose fix can lose a part of what somebody wrote.
cuts = May lose text
cuts-text = Corrections that may lose text are left out when all are accepted, because they shorten what was written. Look at each, and accept them by their rule or one by one.
# Under a rule whose fix writes into empty cells what stands nowhere in the sheet.
fills = Fills empty cells
fills-text = Corrections that fill empty cells are left out when all are accepted: the value is not from the spreadsheet, and then holds for every channel. Accept them by their rule or one by one.
leave-all = Accept none
accept = Accept
leave = Do not accept
choose-column = Choice
accepted-column = Accepted
# Two numbers, such as `12 of 40`.
accepted-of = { $accepted } of { $all }
accepted = Accepted
not-accepted = Not accepted
cells = Before and after
before = Before
after = After
state-column = Correction
all-rules = See all rules
only-first = The list has only the first products. A rule that you accept holds for all of them.
pages = Pages of corrections

## What became of it

state = { $code ->
    [waiting] Queued
    [running] Correcting
    [completed] Applied
    [ready] Ready
    [taken] Taken into the catalogue
    [failed] Not applied
    [cancelled] Stopped
   *[undone] Undone
}
done = { $count ->
    [one] { $count } cell corrected
   *[other] { $count } cells corrected
}
    .text = The spreadsheet now uses the corrected file. Check it again to see what is left, or download the file.
    .replaced = The spreadsheet has been given another file since then.
# The sheet is kept elsewhere, or was changed meanwhile.
done-beside = Corrected file
    .text = The corrected file is ready to download. The spreadsheet itself has not changed.
# Of a check of the catalogue in Orion.
done-catalogue = Corrections ready
    .text = No product has changed yet. Take the corrections into the catalogue, see what changes in each product, and import.
    .begun = No product has changed yet. Open the import, see what changes in each product, and import.
    .at-work = Open the import to see how far it is.
    .undone = Their import was undone: the products are back at the values from before. You can take them over again.
# Of corrections of the catalogue whose import is through: how many products it changed.
taken-over = { $count ->
    [0] No product changed
    [one] Corrections taken into the catalogue: { $count } product changed
   *[other] Corrections taken into the catalogue: { $count } products changed
}
    .text = To undo it, open the import. To see what is left, check again.
    .none = Somebody changed these products after the check. Open the import to see which, or check again.
to-catalogue = Take into the catalogue
open-import = Open the import
import-column = Import
# Under the number of cells, where more corrections were accepted.
of-several-rules = { $count ->
    [one] { $count } correction was accepted; a cell that several rules correct counts once.
   *[other] { $count } corrections were accepted; a cell that several rules correct counts once.
}
left-cells = { $count ->
    [one] { $count } correction was left out: the right value cannot be written in its cell the way the column is read.
   *[other] { $count } corrections were left out: the right value cannot be written in its cell the way the column is read.
}
to-sheet = Open the spreadsheet
download = Download the corrected file
unchanged = Nothing changed
    .text = { $kind ->
        [catalogue] The accepted corrections change no value of the products.
       *[sheet] The accepted corrections change no cell of the file.
    }
failed = { $kind ->
    [catalogue] The corrections were not prepared
   *[sheet] The spreadsheet was not corrected
}
cancelled = The correction was stopped
    .text = { $kind ->
        [catalogue] No product has changed.
       *[sheet] The spreadsheet is as it was.
    }
cancelled-toast = The correction will stop; nothing will be changed.
undone = Correction undone.
    .text = The spreadsheet is back in the file from before.
made = { $kind ->
    [catalogue] Corrections prepared
   *[sheet] Corrections applied
}
cells-column = Cells
by-column = By
undo = Undo
undone-by = by { $name }, { $since }

## Why something was refused

nothing-accepted = No correction accepted
    .text = Accept at least one correction, then apply.
rules-changed = The rules have changed since the check
    .text = Check the spreadsheet again: the corrections will then be those of the current rules.
sheet-changed = The spreadsheet is in another file now
    .text = Nothing was changed. Check the spreadsheet again, and work with the corrections of that check.
not-undoable = This correction cannot be undone
    .text = It did not change the spreadsheet, or it was undone already.
correcting = The spreadsheet is being corrected
    .text = Wait until it is done to change what is accepted.
